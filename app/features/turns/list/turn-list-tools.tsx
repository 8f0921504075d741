import { Bookmark } from "lucide-react";
import { LinkButton } from "~/ui/link-button";
import { LiveSwitch } from "./live-switch";
import { TURN_RANGE } from "./turn-keys";
import { TimeRangePicker } from "~/ui/list/list-controls";

/** Beside the title: which time, and whether it goes on. */
export function TurnListTools() {
  return (
    <>
      <TimeRangePicker fallback={TURN_RANGE} />
      <LiveSwitch />
      <LinkButton
        to="/turns/kept"
        tone="ghost"
        icon={Bookmark}
        aria-label="Kept turns"
        className="max-lg:w-7 max-lg:!px-0 max-sm:hidden"
      >
        <span className="max-lg:hidden">Kept</span>
      </LinkButton>
    </>
  );
}
