import { pool } from "~/data/postgres.server";
import { findOpenPinRequest } from "~/data/runtime/prompt-pins.server";
import { findPromptHead, findPromptVersion } from "~/data/runtime/prompt-store.server";
import { parsePromptScope } from "~/lib/prompt-scope";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { promptId } from "../prompt-href";
import { shippedPrompts } from "./shipped-prompts.server";

/** The panel shows this much of the words. */
const PEEK_CHARS = 20_000;

/** What the panel beside the library shows: the words that are active, and how they stand. Null: no such prompt. */
export async function getPromptPeek(at: { key: string; scope: string }) {
  const place = parsePromptScope(at.scope);
  if (!place) {
    const shipped = shippedPrompts().find(({ key }) => key === at.key);
    if (!shipped) return null;
    const { key, title, category, folder, body } = shipped;
    const syntax: TemplateSyntax = shipped.syntax;
    return { ...{ id: promptId(at), key, scope: "default", title, category, folder, body, syntax }, ...NOTHING };
  }
  const sql = pool("pages");
  const head = await findPromptHead(sql, at.key, place);
  if (!head) return null;
  const [active, request] = await Promise.all([
    findPromptVersion(sql, at.key, place, head.active_version),
    findOpenPinRequest(sql, at.key, place),
  ]);
  return {
    id: promptId(at),
    ...{ key: head.key, scope: at.scope, title: head.title, category: head.category, folder: head.folder },
    body: (active?.body ?? "").slice(0, PEEK_CHARS),
    syntax: active?.syntax ?? ("mustache" as const),
    version: {
      active: head.active_version,
      newest: head.newest_version,
      ...{ chars: active?.chars ?? 0, tokens: active?.tokens ?? null },
      ...{ note: active?.change_note ?? "", by: active?.created_by ?? head.updated_by },
      at: active?.created_at ?? head.updated_at,
    },
    ...{ pinned: head.pinned_version, is_protected: head.is_protected },
    request: request && { by: request.requested_by, to: request.to_version },
  };
}

const NOTHING = { version: null, pinned: null, request: null, is_protected: false };

export type PromptPeekData = NonNullable<Awaited<ReturnType<typeof getPromptPeek>>>;
