import { formatCompact } from "~/lib/numbers";
import type { StatusKind } from "~/ui/status";

/** What the frame around every page knows. Its loader gathers it; the parts only draw it. */
export type FrameData = {
  person: { id: string; name: string; email: string | null; role: string };
  /** The addresses in the menu that this person may open. */
  areas: readonly string[];
  /** How many turns run; null for who may not read them. */
  runningTurns: number | null;
  /** One line about all parts of the house; null where it is not known. */
  health: { kind: StatusKind; label: string } | null;
  /** How many alerts are open; null for who may not read them. */
  openAlerts: number | null;
  /** Which bots may start nothing, the first few by name. */
  pauses: FramePauses;
  mayPause: boolean;
  /** Another one as soon as any bot looks different. */
  faces: string;
  /** Whether what is shown is partly made up. */
  hasSample: boolean;
};

export type FramePauses = { total: number; first: { bot: string; by: string; at: string; reason: string }[] };

export type MenuCount = { label: string; tone?: "err" };

/** Figures beside a menu entry, by its address. */
export function menuCounts({ runningTurns }: Pick<FrameData, "runningTurns">): Readonly<Record<string, MenuCount>> {
  return runningTurns ? { "/turns": { label: formatCompact(runningTurns) } } : {};
}
