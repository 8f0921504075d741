type Context = { method: string; path: string; status: number; body: unknown };

/** The first admin is made by provisioning and nobody signs in by a mailed link: these two doors stay shut whatever the tables say. */
const closed = new Set(["/admin/register-admin", "/admin/forgot-password"]);

export default function closedDoors() {
  return async function refuse(context: Context, next: () => Promise<void>): Promise<void> {
    if (!closed.has(context.path.replace(/\/+$/, "").toLowerCase())) return next();
    context.status = 403;
    context.body = {
      data: null,
      error: { status: 403, name: "ForbiddenError", message: "Accounts come from the console.", details: {} },
    };
  };
}
