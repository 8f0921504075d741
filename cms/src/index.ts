import type { Core } from "@strapi/strapi";
import { silenceEmail } from "./silence-email";
import { provision } from "./provision/provision";

export default {
  register() {},

  /** Runs before Strapi listens: once it answers, it is provisioned. */
  async bootstrap({ strapi }: { strapi: Core.Strapi }) {
    silenceEmail(strapi);
    await provision(strapi);
  },
};
