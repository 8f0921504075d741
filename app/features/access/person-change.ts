import { z } from "zod";
import { ROLES } from "~/platform/permissions";

/** What an admin can do with a person. */
export const PersonChange = z.discriminatedUnion("intent", [
  // A page that offers the way back says itself what was done.
  z.object({ intent: z.literal("role"), role: z.enum(ROLES), told: z.literal("by the page").optional() }),
  z.object({ intent: z.literal("disable") }),
  z.object({ intent: z.literal("enable") }),
  z.object({ intent: z.literal("reset") }),
  z.object({ intent: z.literal("remove-codes") }),
  z.object({ intent: z.literal("end-sessions") }),
  z.object({ intent: z.literal("end-session"), sessionId: z.uuid() }),
]);
export type PersonChange = z.infer<typeof PersonChange>;
