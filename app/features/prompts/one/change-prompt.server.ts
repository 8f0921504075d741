import { z } from "zod";
import { AppError } from "~/lib/errors";
import { parsePromptScope, type PromptScope } from "~/lib/prompt-scope";
import type { SessionUser } from "~/platform/session.server";
import { describePrompt } from "../rules/describe-prompt.server";
import { pinPrompt, protectPrompt, unpinPrompt, type PinMoved } from "../rules/move-pin.server";
import { decidePinRequest, requestPin, requestUnprotect, withdrawPinRequest } from "../rules/pin-requests.server";
import { resetPrompt } from "../rules/reset-prompt.server";
import { promptHref, scopeWords } from "../prompt-href";

const reason = z.string().trim().max(500, "At most 500 characters.").default("");
const version = z.coerce.number("Which version?").int().min(1).max(2_147_483_647);
/** What the person saw active when they decided. */
const active = z.coerce.number().int().min(1).optional();
const request = z.string().max(40);
const label = z.string().trim().max(200, "At most 200 characters.").default("");

export const PromptChange = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("pin"), version, reason, active }),
  z.object({ intent: z.literal("unpin"), reason, active }),
  z.object({ intent: z.literal("request"), version, reason, active }),
  z.object({ intent: z.literal("approve"), request, note: reason }),
  z.object({ intent: z.literal("refuse"), request, note: reason }),
  z.object({ intent: z.literal("withdraw"), request }),
  z.object({ intent: z.literal("protect"), reason }),
  z.object({ intent: z.literal("unprotect"), reason }),
  z.object({ intent: z.literal("describe"), title: label, category: label, folder: label }),
  z.object({ intent: z.literal("reset"), reason, confirmation: z.string().default("") }),
]);
export type PromptChange = z.infer<typeof PromptChange>;

export type PromptChanged = { said: string; to: string };

/** Carries out what somebody decided on a prompt's page, and says what came of it. */
export async function changePrompt(
  user: SessionUser,
  at: { key: string; scope: string },
  change: PromptChange,
): Promise<PromptChanged> {
  const scope = parsePromptScope(at.scope);
  if (!scope) throw new AppError("conflict", "What came with the product does not change; write one of your own.");
  const name = { key: at.key, scope };
  const here = (said: string) => ({ said, to: promptHref(at) });
  const seen = "active" in change && change.active !== undefined ? { seen: { active: change.active } } : {};
  switch (change.intent) {
    case "pin":
      return here(told(await pinPrompt(user, { ...name, version: change.version, reason: change.reason, ...seen })));
    case "unpin": {
      const { to } = await unpinPrompt(user, { ...name, reason: change.reason, ...seen });
      return here(`The pin is away: v${to}, the newest, is active.`);
    }
    case "request":
      await requestPin(user, { ...name, version: change.version, reason: change.reason, ...seen });
      return here(`Asked. v${change.version} waits for a second person.`);
    case "approve":
    case "refuse": {
      const moved = await decidePinRequest(user, {
        ...{ id: change.request, approve: change.intent === "approve", note: change.note },
      });
      return here(moved === null ? "Refused. Nothing has changed." : told(moved));
    }
    case "withdraw":
      await withdrawPinRequest(user, change.request);
      return here("Taken back.");
    case "protect":
      await protectPrompt(user, { ...name, reason: change.reason });
      return here("From now on moving the pin takes a second person.");
    case "unprotect":
      await requestUnprotect(user, { ...name, reason: change.reason });
      return here("Asked. Ending the protection waits for a second person.");
    case "describe":
      await describePrompt(user, { ...name, title: change.title, category: change.category, folder: change.folder });
      return here("Saved.");
    case "reset":
      return reset(user, at, name, change);
  }
}

function told({ moved, from, to }: PinMoved): string {
  if (!moved || from === to) return `v${to} is active, and stays so until the pin moves.`;
  return `v${to} is active now, in place of v${from}.`;
}

async function reset(
  user: SessionUser,
  at: { key: string; scope: string },
  name: { key: string; scope: PromptScope },
  { reason: why, confirmation }: { reason: string; confirmation: string },
): Promise<PromptChanged> {
  if (confirmation.trim() !== at.key)
    throw new AppError("invalid", "Type the key to confirm.", { fields: { confirmation: "Type the key to confirm." } });
  const now = await resetPrompt(user, { ...name, reason: why });
  if (!now) return { said: `${at.key} is gone.`, to: "/prompts" };
  return {
    said: `It is gone. ${scopeWords(now.scope)}: that text holds now.`,
    to: promptHref({ key: at.key, scope: now.scope }),
  };
}
