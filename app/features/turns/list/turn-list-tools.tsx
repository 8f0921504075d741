import { LiveSwitch } from "./live-switch";
import { TURN_RANGE } from "./turn-keys";
import { TimeRangePicker } from "~/ui/list/list-controls";

/** Beside the title: which time, and whether it goes on. */
export function TurnListTools() {
  return (
    <>
      <TimeRangePicker fallback={TURN_RANGE} />
      <LiveSwitch />
    </>
  );
}
