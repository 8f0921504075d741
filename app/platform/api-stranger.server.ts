import { AppError } from "~/lib/errors";
import { findApiKey } from "./api-key.server";
import { isApiPath, isDatabaseAway } from "./error-mapping.server";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

type Call = {
  method: string;
  path: string;
  authorization: string | undefined;
  address: string;
  requestId: string;
};

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * A call to the machine interface that no route would ever see, for its method or for an address that cannot be read:
 * a stranger is told that they are one, like everywhere there, and only a key learns what is wrong.
 */
export async function refuseOddCall(call: Call): Promise<{ status: number; body: unknown } | null> {
  if (!isApiPath(call.path) || (METHODS.has(call.method) && isDecodable(call.path))) return null;
  const refuse = ({ status, code, message }: AppError) => ({
    status,
    body: { error: { code, message, request_id: call.requestId } },
  });
  const headers = new Headers(call.authorization ? { Authorization: call.authorization } : {});
  try {
    await findApiKey({ headers }, { clientAddress: call.address, requestId: call.requestId });
  } catch (error) {
    if (error instanceof AppError) return refuse(error);
    if (isDatabaseAway(error)) return refuse(new AppError("unavailable", "The database does not answer."));
    throw error;
  }
  return refuse(
    METHODS.has(call.method)
      ? new AppError("not_found", "There is nothing at this address.")
      : new AppError("invalid", "This method is not known here."),
  );
}
