export const SESSION_METHODS: Record<string, string> = {
  password: "by password",
  link: "by link",
  proxy: "through the proxy",
};
