/** What a webhook can tell of. An area adds its events here. */
export const WEBHOOK_EVENTS = {
  "alert.opened": "An alert opened",
  "alert.resolved": "An alert was resolved",
  "prompt.changed": "A prompt was saved, pinned, rolled back or reset",
} as const;
export type WebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** What the test button sends. Nobody subscribes to it. */
export const TEST_EVENT = "webhook.test";

/** Subscribes to what exists and to what will be added. */
export const ALL_EVENTS = "*";
