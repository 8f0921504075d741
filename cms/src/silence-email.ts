import type { Core } from "@strapi/strapi";

/** Strapi's default provider delivers straight to the receiver's mail server. This product sends no mail from the CMS. */
export function silenceEmail(strapi: Core.Strapi): void {
  Object.assign(strapi.plugin("email"), {
    provider: {
      send(): Promise<never> {
        return Promise.reject(new Error("The CMS sends no mail"));
      },
    },
  });
}
