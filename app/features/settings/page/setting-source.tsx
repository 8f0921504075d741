import { Badge } from "~/ui/badge";
import { Status } from "~/ui/status";
import { printSetting } from "../rules/print-setting";
import type { SettingLine } from "./settings-page.server";

/** Where a value comes from, in one word. */
export function SettingSource({ line, bot }: { line: SettingLine; bot: string | null }) {
  if (line.source === "bot") return <Badge tone="brass">{line.via === "profile" ? "profile" : "this bot"}</Badge>;
  if (line.source === "global") return bot === null ? <Badge tone="brass">set</Badge> : <Badge>every bot</Badge>;
  return line.value === null && line.type.kind !== "secret" ? null : (
    <span className="text-small text-faint">default</span>
  );
}

/** What holds, as people read it. */
export function SettingValue({ line }: { line: SettingLine }) {
  if (line.own?.problem)
    return <Status kind="warning">{`${printSetting({ kind: "json" }, line.own.value)} ${line.own.problem}`}</Status>;
  if (line.type.kind === "secret") return <SecretValue line={line} />;
  if (line.value === null) return <span className="text-faint">{line.unset ?? "not set"}</span>;
  const isCode = line.type.kind === "model" || line.type.kind === "json" || line.type.kind === "text";
  return (
    <span className={`wrap-anywhere ${isCode ? "font-mono text-[12px]" : "tabular-nums"}`}>
      {printSetting(line.type, line.value)}
    </span>
  );
}

function SecretValue({ line: { secret, isSet } }: { line: SettingLine }) {
  if (secret?.credential) return <span>from a credential</span>;
  if (!isSet) return <span className="text-faint">not set</span>;
  return (
    <span>set{secret?.lastFour && <span className="font-mono text-[12px] text-muted"> …{secret.lastFour}</span>}</span>
  );
}
