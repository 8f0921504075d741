import { Link, useSearchParams } from "@remix-run/react";
import { ChevronRight } from "lucide-react";
import { RelativeTime } from "~/ui/relative-time";
import { SettingDetail } from "./setting-detail";
import { SettingSource, SettingValue } from "./setting-source";
import { lineId, openHref } from "./settings-filters";
import type { SettingLine as Line, SettingPast } from "./settings-page.server";
import { useSettingWrite } from "./use-setting-write";

export type SettingsView = {
  scope: string;
  bot: string | null;
  mayWrite: boolean;
  credentials: readonly { id: string; name: string }[];
  /** What the last form without script was answered. */
  result: unknown;
};

type Props = { line: Line; view: SettingsView; past: SettingPast[] | null };

/** One setting: what it does, what holds, and from where. Opened, it can be changed and shows what it was. */
export function SettingLine({ line, view, past }: Props) {
  const [params] = useSearchParams();
  const isOpen = past !== null;
  const quick = useSettingWrite({ saysProblems: true });
  const isOn = quick.pending?.intent === "set" ? quick.pending.value === "true" : line.value === true;
  const toggle = () =>
    quick.send({ intent: "set", scope: view.scope, key: line.key, seen: line.seen, value: String(!isOn) });
  const href = line.page ?? openHref(params, isOpen ? null : line.key);
  return (
    <li id={lineId(line.key)} className="scroll-mt-4">
      <div className="relative grid grid-cols-[minmax(0,1fr)_minmax(0,18rem)_1rem] items-start gap-x-4 gap-y-1 px-3 py-2.5 hover:bg-sunken max-sm:grid-cols-[minmax(0,1fr)_1rem]">
        <div className="flex min-w-0 flex-col gap-0.5">
          <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <Link
              to={href}
              preventScrollReset
              aria-expanded={line.page ? undefined : isOpen}
              className="font-medium wrap-anywhere after:absolute after:inset-0"
            >
              {line.label}
            </Link>
            {line.label !== line.key && <code className="min-w-0 truncate text-[11px] text-faint">{line.key}</code>}
          </span>
          {line.help && <span className="max-w-140 text-small text-muted">{line.help}</span>}
        </div>
        <div className="flex min-w-0 flex-col items-start gap-1 max-sm:col-start-1 max-sm:row-start-2">
          <span className="flex min-w-0 max-w-full flex-wrap items-center gap-x-2 gap-y-1">
            {line.type.kind === "bool" && view.mayWrite && (
              <input
                type="checkbox"
                role="switch"
                className="switch relative z-10"
                checked={isOn}
                aria-label={`${line.label} is on`}
                onChange={toggle}
              />
            )}
            <SettingValue line={line} />
            <SettingSource line={line} bot={view.bot} />
          </span>
          <span className="text-small text-faint">
            {line.own && (
              <>
                {line.own.updatedBy}, <RelativeTime at={line.own.updatedAt} />
              </>
            )}
            {line.overrides > 0 &&
              `${line.own ? " · " : ""}${line.overrides} ${line.overrides === 1 ? "bot has its" : "bots have their"} own`}
          </span>
        </div>
        <ChevronRight
          size={14}
          strokeWidth={1.8}
          aria-hidden="true"
          className={`mt-1 text-faint max-sm:col-start-2 max-sm:row-start-1 ${isOpen ? "rotate-90" : ""}`}
        />
      </div>
      {isOpen && <SettingDetail line={line} view={view} past={past} />}
    </li>
  );
}
