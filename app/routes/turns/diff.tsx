import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listCandidates } from "~/features/turns/one/diff-candidates.server";
import { DiffPage } from "~/features/turns/one/diff-page";
import { PickTurn } from "~/features/turns/one/pick-turn";
import { findStep } from "~/features/turns/one/step-turn.server";
import { getTurnDiff } from "~/features/turns/one/turn-diff.server";
import { turnHref } from "~/features/turns/one/turn-view";
import { flashHeaders } from "~/platform/flash.server";
import { requireUser } from "~/platform/session.server";
import type { PageHandle } from "~/ui/page/page-handle";

export const handle: PageHandle = { title: "Compare turns", parent: { to: "/turns", label: "Turns" } };

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireUser(request, context, "turns:read");
  const params = new URL(request.url).searchParams;
  const [a, b, previous] = [params.get("a"), params.get("b"), params.get("previous")];
  if (a && b) return { diff: await getTurnDiff(a, b), known: null, candidates: [] };
  if (b && previous) {
    const { id } = await findStep(b, "previous", previous === "session" ? "session" : "bot");
    if (id !== null) return redirect(`/turns/diff?${new URLSearchParams({ a: id, b }).toString()}`);
    const message = "There is no turn before this one to compare with.";
    return redirect(turnHref(b), { headers: flashHeaders({ message, tone: "plain" }) });
  }
  const known = a ? { id: a, side: "a" as const } : b ? { id: b, side: "b" as const } : null;
  return { diff: null, known, candidates: known ? await listCandidates(known.id) : [] };
}

export default function Diff() {
  const { diff, known, candidates } = useLoaderData<typeof loader>();
  return diff ? <DiffPage diff={diff} /> : <PickTurn known={known} candidates={candidates} />;
}
