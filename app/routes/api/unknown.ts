import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "~/lib/errors";
import { methodsAt } from "~/platform/openapi.server";
import { requireKey } from "~/platform/session.server";
import { OPERATIONS } from "~/operations.server";

/** Every address of the machine interface that no other route answers. A stranger does not learn which exist. */
async function answer({ request, context }: LoaderFunctionArgs): Promise<never> {
  await requireKey(request, context);
  const { pathname } = new URL(request.url);
  const methods = methodsAt(OPERATIONS, pathname);
  if (methods.length > 0)
    throw new AppError("not_found", `There is no ${request.method} here; this address takes ${methods.join(", ")}.`, {
      methods,
    });
  throw new AppError("not_found", "There is nothing at this address.");
}

export const loader = answer;
export const action = answer;
