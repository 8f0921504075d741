import {
  BOT_DELETION_ID,
  BOT_SLUG,
  CREDENTIAL_ID,
  EVENT_SESSION,
  KEY_ID,
  MASK_ID,
  PROMPT_KEY,
  SESSION_ID,
  TURN_ID,
  WEBHOOK_ID,
  idOf,
} from "./people";
import { siteMap, type SiteRoute } from "../../setup/site-map";

/** What stands in an address in the place of a parameter. A route with another one needs a line here. */
const EXAMPLES: Record<string, string> = {
  "*": "nothing-is-here",
  "/access/people/:id#id": idOf("viewer"),
  "/access/keys/:id#id": KEY_ID,
  "/webhooks/:id#id": WEBHOOK_ID,
  "/settings/masking/:id#id": MASK_ID,
  "/settings/credentials/:id#id": CREDENTIAL_ID,
  slug: BOT_SLUG,
  "/bots/deletions/:id#id": BOT_DELETION_ID,
  "/prompts/:key#key": PROMPT_KEY,
  "/prompts/:key/edit#key": PROMPT_KEY,
  "/prompts/:key/diff#key": PROMPT_KEY,
  "/prompts/:key/effect#key": PROMPT_KEY,
  "/prompts/:key/peek#key": PROMPT_KEY,
  "/prompts/:key/live#key": PROMPT_KEY,
  "/turns/:id#id": TURN_ID,
  "/turns/:id/peek#id": TURN_ID,
  "/turns/:id/live#id": TURN_ID,
  "/turns/:id/json#id": TURN_ID,
  "/turns/:id/step#id": TURN_ID,
  "/turns/:id/parts/:part#id": TURN_ID,
  "/turns/:id/parts/:part#part": "prompt",
  "/turns/:id/tool-calls/:callId/arguments#id": TURN_ID,
  "/turns/:id/tool-calls/:callId/result#id": TURN_ID,
  "/sessions/:id#id": SESSION_ID,
  "/sessions/:id/live#id": SESSION_ID,
  session: EVENT_SESSION,
  // Asked without a key: that is refused before anybody looks whether it exists.
  "/api/v1/turns/:id#id": "turn",
  "/api/v1/turns/:id/tool-calls/:callId#id": "turn",
  "/api/v1/turns/:id/tool-calls/:callId/result#id": "turn",
  "/api/v1/turns/:id/llm-calls/:callId#id": "turn",
  "/api/v1/prompts/:key#key": "agents.review",
  "/api/v1/prompts/:key/versions#key": "agents.review",
  "/api/v1/prompts/:key/render#key": "agents.review",
  callId: "call",
};

/** An address that leads to a route, or null when nobody has said what its parameters may be. */
function examplePath(route: SiteRoute): string | null {
  const parts = route.path.split("/").map((part) => {
    const name = part.replace(/^:/, "").replace(/\?$/, "");
    return part.startsWith(":") || part === "*" ? (EXAMPLES[`${route.path}#${name}`] ?? EXAMPLES[name]) : part;
  });
  return parts.includes(undefined) ? null : parts.join("/");
}

export type Address = { path: string; route: SiteRoute };

export function addresses(): Address[] {
  return siteMap().map((route) => {
    const path = examplePath(route);
    if (!path) throw new Error(`test/e2e/setup/example-paths.ts does not know an example for ${route.path}`);
    return { path, route };
  });
}

/** A frame of tabs and the first of them share an address: what is asked of that address is asked once, of the tab. */
export function oneEach(all: readonly Address[]): Address[] {
  return [...new Map(all.map((address) => [address.path, address])).values()];
}

/** Who may read an address: every guard on the way down must agree, and the first that is not "anyone" decides for strangers. */
export function readGuards({ route }: Address) {
  return [...route.parents, route].flatMap(({ loader }) => (loader?.guard ? [loader.guard] : []));
}
