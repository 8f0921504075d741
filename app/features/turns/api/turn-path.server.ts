import { z } from "zod";
import { AppError } from "~/lib/errors";
import { Id } from "~/features/turns/ingest/ingest-schemas.server";

/** An id that stands in the address. */
export function idFromPath(value: string | undefined, name: string): string {
  const parsed = Id.safeParse(value);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? "is not valid";
  throw new AppError("invalid", `${name}: ${message}`, { fields: { [name]: message } });
}

/** What `DELETE /api/v1/turns` takes: one of the two, so that nobody deletes more than was meant. */
export const DeleteShape = z.object({
  session_id: z.string().min(1).max(256).optional(),
  user_id: z.string().min(1).max(256).optional(),
});
export const DeleteQuery = DeleteShape.refine(
  (query) => (query.session_id === undefined) !== (query.user_id === undefined),
  { message: "name either session_id or user_id", path: ["session_id"] },
);
