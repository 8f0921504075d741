import { type ReactNode, useState } from "react";
import { ChartArea } from "./chart-area";
import { ChartBar } from "./chart-bar";
import { ChartBarList } from "./chart-bar-list";
import type { ZoomRange } from "./chart-context";
import { countFormat, durationFormat, percentFormat, usdFormat } from "./chart-format";
import { ChartFrame } from "./chart-frame";
import { ChartHeat } from "./chart-heat";
import { ChartLine } from "./chart-line";
import { listSample, timeSample, weekSample } from "./chart-samples";
import { momentLabel } from "./chart-ticks";
import type { Story } from "../story";

const models = ["claude-sonnet-5", "gpt-6-mini", "qwen3-32b", "grok-5"];
const many = [...models, "mistral-5", "llama-5-70b", "gemma-4", "phi-6", "deepseek-5"];
const costs = timeSample({ names: models });
const latencies = timeSample({ names: ["p95", "p50"], gaps: true, size: 9000, steps: 84, stepHours: 2 });
const empty = timeSample({ names: [], steps: 0 });

function ZoomedCost() {
  const [range, setRange] = useState<ZoomRange | null>(null);
  return (
    <>
      <ChartFrame title="Cost by model" data={costs} format={usdFormat} onZoom={setRange}>
        <ChartBar />
      </ChartFrame>
      <p className="mt-1 text-small text-faint" data-testid="zoomed">
        {range
          ? `Zoomed to ${momentLabel(range.from, "Europe/Oslo")} until ${momentLabel(range.to, "Europe/Oslo")}`
          : "Drag over the bars to zoom"}
      </p>
    </>
  );
}

function story(name: string, render: () => ReactNode): Story {
  return { group: "Charts", name, render };
}

export const stories: Story[] = [
  story("Stacked bars", () => <ZoomedCost />),
  story("Lines with gaps", () => (
    <ChartFrame title="Latency" data={{ ...latencies, additive: false }} format={durationFormat}>
      <ChartLine />
    </ChartFrame>
  )),
  story("Stacked areas, nine series", () => (
    <ChartFrame title="Turns by model" data={timeSample({ names: many, size: 400 })} format={countFormat}>
      <ChartArea />
    </ChartFrame>
  )),
  story("Shares that cannot be summed", () => (
    <ChartFrame
      title="Error rate"
      data={{ ...timeSample({ names: many, size: 0.02 }), additive: false }}
      format={percentFormat}
    >
      <ChartLine />
    </ChartFrame>
  )),
  story("Heat", () => (
    <ChartFrame title="When it is busy" data={weekSample()} legend={false} height={170}>
      <ChartHeat />
    </ChartFrame>
  )),
  story("Bar list", () => (
    <ChartFrame title="Cost by bot" data={listSample()} format={usdFormat} height={170}>
      <ChartBarList />
    </ChartFrame>
  )),
  story("One point", () => (
    <ChartFrame title="First turn" data={timeSample({ names: ["turns"], steps: 1 })}>
      <ChartLine />
    </ChartFrame>
  )),
  story("Empty", () => (
    <ChartFrame title="Cost by model" data={empty} status={{ empty: "No turns in this range." }}>
      <ChartBar />
    </ChartFrame>
  )),
  story("Pending, first time", () => (
    <ChartFrame title="Cost by model" data={empty} status={{ pending: true }}>
      <ChartBar />
    </ChartFrame>
  )),
  story("Pending, old figures stay", () => (
    <ChartFrame title="Cost by model" data={costs} format={usdFormat} status={{ pending: true }}>
      <ChartBar />
    </ChartFrame>
  )),
  story("Error", () => (
    <ChartFrame
      title="Cost by model"
      data={empty}
      status={{ error: "The figures could not be read: the database did not answer in 5 s." }}
    >
      <ChartBar />
    </ChartFrame>
  )),
];
