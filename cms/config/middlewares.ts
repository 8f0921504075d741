import { publicAddress } from "../src/environment";

const megabyte = 1024 * 1024;

export default () => [
  "global::content-policy",
  "strapi::errors",
  // HSTS is for the console to decide, the content policy is ours.
  { name: "strapi::security", config: { contentSecurityPolicy: false, hsts: false } },
  // The panel's main script is 5 MB as it is built. Brotli would cost more time than it saves here.
  { name: "strapi::compression", config: { threshold: 2048, br: false } },
  { name: "strapi::cors", config: { origin: [publicAddress().origin] } },
  "global::closed-doors",
  "strapi::query",
  {
    name: "strapi::body",
    config: {
      formLimit: "1mb",
      jsonLimit: "4mb",
      textLimit: "1mb",
      formidable: { maxFileSize: 50 * megabyte },
    },
  },
  "strapi::favicon",
  "strapi::public",
];
