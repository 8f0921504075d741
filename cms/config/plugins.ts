const megabyte = 1024 * 1024;

export default () => ({
  upload: { config: { provider: "local", sizeLimit: 50 * megabyte } },
});
