import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { findStep } from "~/features/turns/one/step-turn.server";
import { turnHref } from "~/features/turns/one/turn-view";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";

/** Leads to the turn before or after one. Nobody asks the database for it before somebody wants to go there. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const { id = "" } = params;
  const direction = new URL(request.url).searchParams.get("to") === "next" ? "next" : "previous";
  const step = await findStep(id, direction);
  if (step.id !== null) return redirect(turnHref(step.id));
  const where = step.among === "session" ? "in this session" : `of ${step.value}`;
  const message = `There is no turn ${direction === "next" ? "after" : "before"} this one ${where}.`;
  return redirect(turnHref(id), { headers: flashHeaders({ message, tone: "plain" }) });
}
