import { useSearchParams } from "@remix-run/react";
import { useMemo } from "react";
import { ChartBar } from "~/ui/chart/chart-bar";
import { ChartFrame } from "~/ui/chart/chart-frame";
import { useTimeZone } from "~/ui/clock";
import { TimeRangePicker } from "~/ui/list/list-controls";
import { Section } from "~/ui/page/page";
import { EFFECT_RANGE } from "./effect-range";
import { FEW, P95_FROM } from "./effect-rules";
import { MoveEffects } from "./move-effects";
import type { PromptEffectData } from "./prompt-effect.server";
import { versionChart } from "./version-chart";
import { VersionFigures } from "./version-figures";

/** Whether a version did what it was written for: from the turns that said they were told it, and from nothing else. */
export function PromptEffect({ effect }: { effect: PromptEffectData }) {
  const [params] = useSearchParams();
  const zone = useTimeZone();
  const range = params.get("range") ?? EFFECT_RANGE;
  const chart = useMemo(() => versionChart(effect, zone), [effect, zone]);
  return (
    <div className="flex flex-col gap-6 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 basis-72 text-muted">
          From the turns that named a version of this prompt when they began. What else changed at the same time, nobody
          here knows.
        </p>
        <TimeRangePicker fallback={EFFECT_RANGE} />
      </div>
      {effect.isCut && (
        <p role="note" className="text-muted">
          At most 92 days are counted; these are the last of what was asked for.
        </p>
      )}
      <Section title="By version" help={effect.older ? "the newest versions" : undefined}>
        <VersionFigures effect={effect} range={range} />
      </Section>
      <Section title="Before and after each move">
        <MoveEffects at={effect} moves={effect.moves} />
      </Section>
      <ChartFrame
        title="Turns by version"
        data={chart}
        status={{
          ...(effect.steps === null && { error: "There are too many turns in this time to draw them." }),
          empty: "No turn of this time names this prompt.",
        }}
      >
        <ChartBar />
      </ChartFrame>
      <p className="max-w-200 text-small text-faint">
        Errors are turns that ended in error or timeout, of those that ended by themselves, with the interval that holds
        the true share in 95 of 100 cases. Below {FEW} turns there is no share, no median and no mean; the p95 needs{" "}
        {P95_FROM}. Latencies are those of turns that went well. A difference counts as one when its own 95 % interval
        leaves out zero.
      </p>
    </div>
  );
}
