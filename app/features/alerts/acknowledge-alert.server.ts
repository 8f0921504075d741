import { db } from "~/data/console/prisma.server";
import { AppError } from "~/lib/errors";
import { audit } from "~/platform/audit.server";
import { tellChanges } from "~/platform/changes.server";
import { requirePermission } from "~/platform/permissions";
import type { SessionUser } from "~/platform/session.server";

/** Says that somebody looks after an open alert, or that nobody does any more. */
export async function acknowledgeAlert(user: SessionUser, id: string, isTaken: boolean, database = db()) {
  requirePermission(user, "alerts:write");
  await database.$transaction(async (tx) => {
    const alert = await tx.alert.findUnique({ where: { id } });
    if (!alert) throw new AppError("not_found", "This alert does not exist any more.");
    if (alert.resolvedAt) throw new AppError("conflict", "This alert is resolved already.");
    if ((alert.acknowledgedAt !== null) === isTaken) return;
    await tx.alert.update({
      where: { id },
      data: isTaken
        ? { acknowledgedAt: new Date(), acknowledgedBy: user.id, acknowledgedByName: user.name }
        : { acknowledgedAt: null, acknowledgedBy: null, acknowledgedByName: null },
    });
    await tellChanges(tx);
    await audit(tx, user, {
      action: isTaken ? "alert.acknowledged" : "alert.released",
      target: { kind: "alert", id, name: alert.title },
    });
  });
}
