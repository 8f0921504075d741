/** English only; no tutorials, no release notes fetched from outside. */
export default {
  config: {
    locales: [],
    tutorials: false,
    notifications: { releases: false },
  },
  bootstrap() {},
};
