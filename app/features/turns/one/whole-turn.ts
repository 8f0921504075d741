import type { ModelSpanRow } from "~/data/runtime/turn-view.server";
import type { TurnNote } from "~/data/runtime/turn-marks.server";
import type { RelatedTurn, TurnEventRow } from "~/data/runtime/turn-whole.server";
import type { ReadableMessages } from "./readable-messages";
import type { TextHead, TurnView } from "./turn-view";

/** What a tool call was given and gave, beside its place on the axis. */
export type ToolDetail = {
  call_id: string;
  arguments: TextHead | null;
  /** The beginning. */
  result: string | null;
  result_chars: number | null;
  result_bytes: number | null;
  iteration: number | null;
};

/** Everything that a turn's own page shows. */
export type WholeTurn = {
  view: TurnView;
  messages: (ReadableMessages & { chars: number }) | null;
  tools: ToolDetail[];
  models: ModelSpanRow[];
  metadata: TextHead | null;
  attributes: TextHead | null;
  notes: TurnNote[];
  is_bookmarked: boolean;
  children: RelatedTurn[];
  errors: { day: number; week: number } | null;
  events: { rows: TurnEventRow[]; has_more: boolean } | null;
};

/** Counting stops here. */
export const MOST_ERRORS = 10_000;
