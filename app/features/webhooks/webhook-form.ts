import { z } from "zod";
import { ALL_EVENTS, WEBHOOK_EVENTS } from "~/platform/webhook-events";

const EVENTS = [ALL_EVENTS, ...Object.keys(WEBHOOK_EVENTS)];

/** What a person may say about an endpoint. */
export const EndpointInput = z.object({
  name: z.string().trim().min(1, "Give it a name").max(80),
  url: z.string().trim().min(1, "Where shall it go").max(2000),
  events: z.array(z.enum(EVENTS), "Choose at least one event").min(1, "Choose at least one event"),
});

export const EndpointChange = z.discriminatedUnion("intent", [
  EndpointInput.extend({ intent: z.literal("save") }),
  z.object({ intent: z.literal("enable") }),
  z.object({ intent: z.literal("disable") }),
  z.object({ intent: z.literal("rotate") }),
  z.object({ intent: z.literal("test") }),
  z.object({ intent: z.literal("delete"), confirmation: z.string() }),
  z.object({ intent: z.literal("redeliver"), deliveryId: z.uuid() }),
]);

export const HostChange = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("allow"),
    host: z.string().trim().min(1, "Name a host").max(253),
    note: z.string().trim().max(200),
  }),
  z.object({ intent: z.literal("forbid"), host: z.string().max(300) }),
]);
