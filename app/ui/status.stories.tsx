import { Badge, type BadgeTone } from "./badge";
import { Kbd } from "./kbd";
import { Status, StatusMark, type StatusKind } from "./status";
import type { Story } from "./story";

const kinds: StatusKind[] = ["running", "ok", "warning", "error", "off", "unknown"];
const tones: BadgeTone[] = ["plain", "brass", "run", "ok", "warn", "err"];

export const stories: Story[] = [
  {
    group: "Status",
    name: "Colour, shape and word",
    render: () => (
      <ul className="flex flex-col gap-1">
        {kinds.map((kind) => (
          <li key={kind}>
            <Status kind={kind}>{kind}</Status>
          </li>
        ))}
      </ul>
    ),
  },
  {
    group: "Status",
    name: "Marks alone",
    render: () => (
      <div className="flex gap-3">
        {kinds.map((kind) => (
          <StatusMark key={kind} kind={kind} label={kind} size={16} />
        ))}
      </div>
    ),
  },
  {
    group: "Badge",
    name: "Tones",
    render: () => (
      <div className="flex flex-wrap gap-2">
        {tones.map((tone) => (
          <Badge key={tone} tone={tone}>
            {tone}
          </Badge>
        ))}
      </div>
    ),
  },
  {
    group: "Keys",
    name: "One, together, one after another",
    render: () => (
      <div className="flex gap-4">
        <Kbd keys="?" />
        <Kbd keys="mod+k" />
        <Kbd keys="shift+x" />
        <Kbd keys="g t" />
        <Kbd keys="escape" />
      </div>
    ),
  },
];
