import { Markdown } from "./markdown";
import type { Story } from "../story";

const answer = `## High water at 06:42

The tide table for **Friday** says *06:42* and 19:05, see [the harbour office](https://harbour.example/tides) or
https://harbour.example/raw. The older value was ~~06:12~~.

1. Read \`tides.latest()\`
2. Compare with the gauge
   - north pier
   - south pier

> Spring tide on Sunday: expect 40 cm more.

| Port | High | Low |
|------|-----:|:---:|
| North | 3.42 m | 00:31 |
| South | 3.18 m | 00:58 |

\`\`\`python
for port in ports:
    print(port.name, port.high_water(day="2026-11-20"))
\`\`\`

![the gauge at noon](https://harbour.example/gauge.png)
`;

const hostile = `<script>alert(1)</script> and <img src=x onerror=alert(1)>

[looks fine](javascript:alert(1)) · [bank](https://bank.example@evil.example) · [\u202eelpmaxe](https://ok.example)

![pixel](https://evil.example/pixel.gif)`;

export const stories: Story[] = [
  { group: "Markdown", name: "An answer", render: () => <Markdown text={answer} /> },
  { group: "Markdown", name: "Hostile text stays text", render: () => <Markdown text={hostile} /> },
  { group: "Markdown", name: "One wide word", render: () => <Markdown text={"x".repeat(400)} /> },
];
