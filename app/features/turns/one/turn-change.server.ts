import { z } from "zod";

const NoteId = z.uuid("must be an id");

/** What the page of a turn can change. */
export const TurnChange = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("note"),
    // Without JavaScript nobody has made one.
    note: NoteId.optional(),
    body: z.string().trim().min(1, "write something first").max(4_000, "must have at most 4,000 characters"),
  }),
  z.object({ intent: z.literal("unnote"), note: NoteId }),
  z.object({ intent: z.literal("bookmark") }),
  z.object({ intent: z.literal("unbookmark") }),
  z.object({ intent: z.literal("stop") }),
  z.object({ intent: z.literal("unstop") }),
]);
export type TurnChange = z.infer<typeof TurnChange>;
