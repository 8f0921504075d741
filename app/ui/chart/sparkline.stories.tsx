import { Sparkline } from "./sparkline";
import type { Story } from "../story";

const rising = [3, 4, 3.5, 5, 6, 5.5, 7, 8, 7.5, 9];

export const stories: Story[] = [
  { group: "Charts", name: "Sparkline", render: () => <Sparkline values={rising} label="Turns, rising from 3 to 9" /> },
  {
    group: "Charts",
    name: "Sparkline with gaps",
    render: () => <Sparkline values={[3, 4, null, null, 5, null, 6, 5, 7, 7]} label="Latency, partly unknown" />,
  },
  { group: "Charts", name: "Sparkline of zeros", render: () => <Sparkline values={[0, 0, 0]} label="No errors" /> },
];
