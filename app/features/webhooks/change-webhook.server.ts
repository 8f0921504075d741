import type { z } from "zod";
import type { SessionUser } from "~/platform/session.server";
import {
  deleteEndpoint,
  redeliver,
  rotateSecret,
  setEndpointEnabled,
  testEndpoint,
  updateEndpoint,
} from "./webhook-endpoints.server";
import type { EndpointChange } from "./webhook-form";

type Done = { said: string; secret?: string; isGone?: boolean };

/** Does what the page of an endpoint asks for. */
export async function changeWebhook(
  user: SessionUser,
  id: string,
  change: z.infer<typeof EndpointChange>,
): Promise<Done> {
  switch (change.intent) {
    case "save": {
      const { intent: _intent, ...input } = change;
      await updateEndpoint(user, id, input);
      return { said: "The webhook is saved." };
    }
    case "enable":
    case "disable":
      await setEndpointEnabled(user, id, change.intent === "enable");
      return { said: change.intent === "enable" ? "The webhook is on." : "The webhook is off." };
    case "rotate":
      return { said: "The old secret signs nothing any more.", ...(await rotateSecret(user, id)) };
    case "test":
      await testEndpoint(user, id);
      return { said: "A test is on its way." };
    case "redeliver":
      await redeliver(user, change.deliveryId);
      return { said: "It is on its way again." };
    case "delete":
      await deleteEndpoint(user, id, change.confirmation);
      return { said: "The webhook is deleted.", isGone: true };
  }
}
