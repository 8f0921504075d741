import { z } from "zod";
import { Prisma, db, type Db, type PrismaClient } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { savedSearch } from "~/lib/list-params";
import type { SavedView } from "~/lib/saved-view";
import { uuid } from "~/lib/uuid.server";
import { type Actor, audit } from "./audit.server";
import { may, requirePermission, type Role } from "./permissions";

const List = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, "This list is not known.");
const Name = z.string().trim().min(1, "Give the view a name.").max(80, "At most 80 characters.");
const Search = z.string().max(4000, "This address is too long to keep.").transform(savedSearch);
const at = { list: List, search: Search, pathname: z.string().max(400) };
const id = z.uuid("This view is not known.");

export const ViewChange = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("create"), ...at, name: Name, shared: z.stringbool().default(false) }),
  z.object({ intent: z.literal("update"), ...at, id }),
  z.object({ intent: z.literal("rename"), ...at, id, name: Name }),
  z.object({ intent: z.literal("delete"), ...at, id }),
]);
export type ViewChange = z.infer<typeof ViewChange>;

export type ViewOwner = Actor & { role: Role };

const most = 200;

/** One's own views of a list and those that everybody sees, by name. */
export async function listSavedViews(user: ViewOwner, list: string, database: Db = db()): Promise<SavedView[]> {
  const rows = await database.savedView.findMany({
    where: { list, OR: [{ ownerId: user.id }, { shared: true }] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: most,
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    shared: row.shared,
    search: row.search,
    mayChange: mayChange(user, row),
  }));
}

/** Carries out what a form of the views menu asks for. Returns the view that is open then, or null. */
export async function changeSavedView(
  user: ViewOwner,
  change: ViewChange,
  database: PrismaClient = db(),
): Promise<string | null> {
  requirePermission(user, "views:write");
  if (change.intent === "create" && change.shared) requirePermission(user, "views:share");
  try {
    return await database.$transaction((tx) => {
      switch (change.intent) {
        case "create":
          return create(user, change, tx);
        case "delete":
          return remove(user, change.id, tx);
        case "rename":
          return update(user, change.id, { name: change.name }, "view.renamed", tx);
        case "update":
          return update(user, change.id, { search: change.search }, "view.changed", tx);
      }
    });
  } catch (error) {
    throw nameTaken(error) ?? error;
  }
}

async function create(user: ViewOwner, change: Extract<ViewChange, { intent: "create" }>, tx: Db): Promise<string> {
  const { list, name, search, shared } = change;
  if ((await tx.savedView.count({ where: { ownerId: user.id, list } })) >= most) {
    throw new AppError("conflict", `You have ${most} views of this list. Delete one first.`);
  }
  const row = await tx.savedView.create({ data: { id: uuid(), list, name, search, shared, ownerId: user.id } });
  await audit(tx, user, { action: "view.created", target: target(row), after: { list, search, shared } });
  return row.id;
}

async function update(
  user: ViewOwner,
  viewId: string,
  data: { name?: string; search?: string },
  action: string,
  tx: Db,
): Promise<string> {
  const row = await getChangeable(user, viewId, tx);
  await tx.savedView.update({ where: { id: viewId }, data: { ...data, updatedAt: new Date() } });
  const before = data.name === undefined ? { search: row.search } : { name: row.name };
  await audit(tx, user, { action, target: target({ ...row, ...data }), before, after: data });
  return viewId;
}

async function remove(user: ViewOwner, viewId: string, tx: Db): Promise<null> {
  const row = await getChangeable(user, viewId, tx);
  await tx.savedView.delete({ where: { id: viewId } });
  const { list, search, shared } = row;
  await audit(tx, user, { action: "view.deleted", target: target(row), before: { list, search, shared } });
  return null;
}

/** A view of somebody else's that is not shared does not exist for others. */
async function getChangeable(user: ViewOwner, viewId: string, tx: Db) {
  const row = await tx.savedView.findUnique({ where: { id: viewId } });
  if (!row || (!row.shared && row.ownerId !== user.id)) {
    throw new AppError("not_found", "This view is gone. Somebody may have deleted it.");
  }
  if (!mayChange(user, row)) throw new AppError("forbidden", "Only its owner may change this view.");
  return row;
}

/** What everybody sees is kept by those who may share; the rest is its owner's. */
function mayChange(user: ViewOwner, row: { ownerId: string; shared: boolean }): boolean {
  return row.ownerId === user.id || (row.shared && may(user.role, "views:share"));
}

function target(row: { id: string; name: string }) {
  return { kind: "view", id: row.id, name: row.name };
}

/** The unique index decides, so two at once cannot take one name. */
function nameTaken(error: unknown): AppError | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== "P2002") return null;
  const message = "You already have a view of this name.";
  return new AppError("conflict", message, { fields: { name: message } });
}
