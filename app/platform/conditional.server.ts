import { createHash } from "node:crypto";
import { json } from "./api.server";

/** A caller may keep it, and asks each time whether it still holds. */
const REVALIDATE = { "Cache-Control": "private, no-cache" };

/** What `If-None-Match` names. A proxy that packs an answer makes its tag a weak one; it is the same for our purpose. */
export function knownEtags(request: Pick<Request, "headers">): string[] {
  const text = request.headers.get("if-none-match") ?? "";
  return [...text.matchAll(/(?:W\/)?("[^"]*")|\*/g)].map((match) => match[1] ?? "*");
}

export function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { ...REVALIDATE, ETag: etag } });
}

/** The answer with its tag, or 304 for who has it. Without a tag of its own one is made of the answer. */
export function conditionalJson(request: Pick<Request, "headers">, value: unknown, given?: string): Response {
  const etag = given ?? `"${createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32)}"`;
  const known = knownEtags(request);
  if (known.includes(etag) || known.includes("*")) return notModified(etag);
  return json(value, { headers: { ...REVALIDATE, ETag: etag } });
}
