import { pool } from "~/data/postgres.server";
import { listPromptScopes } from "~/data/runtime/prompt-one.server";
import { findPromptHead } from "~/data/runtime/prompt-store.server";
import { PROMPT_KEY } from "~/lib/prompt-template/template";
import { parsePromptScope } from "~/lib/prompt-scope";
import { AppError } from "~/lib/errors";
import { may } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";
import { shippedPrompts } from "../library/shipped-prompts.server";
import { keyOfPath, readScope } from "../prompt-href";

const MOST_SCOPES = 300;

/** Which prompt an address means. */
export function promptAt(request: Request, params: { key?: string }): { key: string; scope: string } {
  const key = keyOfPath(params.key);
  if (!PROMPT_KEY.test(key)) throw new AppError("not_found", "No prompt has a key like this.");
  return { key, scope: readScope(new URL(request.url).searchParams.get("scope")) };
}

/** What stands around each page of a prompt: what it is, and where else its key is written. */
export async function getPromptFrame(user: SessionUser, { key, scope }: { key: string; scope: string }) {
  const sql = pool("pages");
  const place = parsePromptScope(scope);
  const [head, scopes] = await Promise.all([
    place && findPromptHead(sql, key, place),
    listPromptScopes(sql, key, MOST_SCOPES),
  ]);
  const shipped = shippedPrompts().find((each) => each.key === key) ?? null;
  if (scopes.length === 0 && !shipped) throw new AppError("not_found", `There is no prompt ${key}.`);
  return {
    ...{ key, scope, head, scopes },
    shipped: shipped && { title: shipped.title },
    mayWrite: may(user.role, "prompts:write"),
    mayPin: may(user.role, "prompts:pin"),
    mayProtect: may(user.role, "prompts:protect"),
    me: user.id,
  };
}

export type PromptFrameData = Awaited<ReturnType<typeof getPromptFrame>>;
