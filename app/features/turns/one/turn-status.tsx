import type { TurnStatus } from "~/data/runtime/turn-state";
import { Status } from "~/ui/status";
import { STATUS_KIND, statusWord } from "./turn-view";

/** How a turn stands, in colour, shape and word. */
export function TurnStatusMark({ status }: { status: TurnStatus }) {
  return <Status kind={STATUS_KIND[status]}>{statusWord(status)}</Status>;
}
