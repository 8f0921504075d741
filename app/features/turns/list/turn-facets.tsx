import { useMemo } from "react";
import type { TurnListRow } from "~/data/runtime/turn-list.server";
import { BotName } from "~/ui/bot-mark";
import type { Facet } from "~/ui/list/facet-list";
import { FACETS, facetValuesOf, type TurnFacetAnswer } from "./turn-facet-values";
import { FigureRangeForm } from "./figure-range-form";
import { RANGE_KEYS } from "./turn-filters";
import { TURN_KEYS } from "./turn-keys";
import { FacetList } from "~/ui/list/facet-list";

type Props = {
  /** The counted values; null until they have come. */
  counted: TurnFacetAnswer | null;
  /** What the list shows: their values stand there at once, without counts. */
  rows: readonly TurnListRow[];
};

/** What the list can be narrowed by: values with their counts, and figures with how they are spread. */
export function TurnFacets({ counted, rows }: Props) {
  const facets = useMemo((): Facet[] => {
    const values = facetValuesOf(counted, rows);
    return FACETS.map(({ key, label }) => ({
      key,
      label,
      values: (values[key] ?? []).map((each) =>
        key === "bot" ? { ...each, label: <BotName slug={each.value} /> } : each,
      ),
    })).filter(({ key, values: found }) => found.length > 0 || LASTING.includes(key));
  }, [counted, rows]);
  return (
    <div className="flex flex-col gap-4">
      <FacetList facets={facets} keys={TURN_KEYS} />
      {RANGE_KEYS.map((key) => (
        <FigureRangeForm key={key} figure={key} range={counted?.ranges[key] ?? null} />
      ))}
    </div>
  );
}

/** These stand there also while nothing has a value for them. */
const LASTING: readonly string[] = ["bot", "status", "model"];
