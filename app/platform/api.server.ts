import { z } from "zod";
import { AppError } from "~/lib/errors";

/** Of a call's body, after unzipping. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024;
export const MAX_LIMIT = 200;

/** The parameters of every list. */
export const ListQuery = z.object({
  cursor: z.string().max(2048).optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(50),
});

function refuse(error: z.ZodError, what: string): AppError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join(".") || what] ??= issue.message;
  const [name, message] = Object.entries(fields)[0] ?? [what, "is not valid"];
  return new AppError("invalid", `${name}: ${message}`, { fields });
}

/** The address's parameters. A bad value is a 400 here, unlike on a page. */
export function parseQuery<T extends z.ZodType>(request: Request, schema: T): z.infer<T> {
  const values: Record<string, string | string[]> = {};
  const params = new URL(request.url).searchParams;
  for (const name of new Set(params.keys())) {
    const all = params.getAll(name);
    values[name] = all.length > 1 ? all : all[0]!;
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw refuse(parsed.error, "query");
  return parsed.data;
}

/** The body as it was before it was packed, and never more of it in memory than is allowed. */
export async function readBytes(request: Request, maxBytes = MAX_BODY_BYTES): Promise<Uint8Array> {
  const tooLarge = () => new AppError("too_large", `A body may have at most ${maxBytes / 1024 / 1024} MB.`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip")
    throw new AppError("unsupported", "Content-Encoding may be gzip or absent.");
  const stream: ReadableStream<Uint8Array> =
    encoding === "gzip" ? request.body.pipeThrough(new DecompressionStream("gzip")) : request.body;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", encoding === "gzip" ? "The body is not valid gzip." : "The body was cut off.");
  }
  return Buffer.concat(chunks);
}

/** A body as JSON. */
export function jsonOf(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("invalid", "The body is not valid UTF-8.");
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError("invalid", "The body is not valid JSON.");
  }
}

/** The body as JSON that fits the schema. */
export async function parseJson<T extends z.ZodType>(
  request: Request,
  schema: T,
  { maxBytes = MAX_BODY_BYTES } = {},
): Promise<z.infer<T>> {
  const type = request.headers.get("content-type")?.split(";")[0]!.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !type.endsWith("+json"))
    throw new AppError("unsupported", "Send the body as Content-Type: application/json.");
  const parsed = schema.safeParse(jsonOf(await readBytes(request, maxBytes)));
  if (!parsed.success) throw refuse(parsed.error, "body");
  return parsed.data;
}

const HEADERS = { "Cache-Control": "no-store" };

export function json(value: unknown, init: { status?: number; headers?: Record<string, string> } = {}): Response {
  return Response.json(value, { status: init.status ?? 200, headers: { ...HEADERS, ...init.headers } });
}

export type ApiList<Row> = { data: Row[]; next_cursor: string | null };

/** One page of a list. `rows` may hold one row more than was asked for: it says that there is another page. */
export function list<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string): ApiList<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, next_cursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
