import { ChevronLeft, ChevronRight, Clock, ZoomOut } from "lucide-react";
import { type FormEvent, type ReactNode, memo, useMemo, useRef, useState } from "react";
import { parseTimeRange } from "~/lib/parse-time-range";
import { patchParams, searchHref } from "~/lib/search-params";
import { type TimeRange, printTimeRange, rangePresets, resolveRange, stepRange, zoomOut } from "~/lib/time-range";
import { labelTimeRange } from "~/lib/time-range-label";
import { Button } from "../button";
import { buttonClass } from "../button-class";
import { useNow, useTimeZone } from "../clock";
import { Popover } from "../overlay/popover";
import { useShortcut } from "../shortcuts";
import { type Follow, type ListAddress, useListAddress } from "./use-list-address";
import { TimeRangeFeedback } from "./time-range-feedback";

type Props = {
  /** The range when the address names none, as it would stand there. */
  fallback?: string;
  param?: string;
};

const presets = [...rangePresets, "today", "yesterday"];

/** Which stretch of time the page shows. Relative stays relative in the address; the zone always stands beside it. */
export function TimeRangePicker(props: Props) {
  return <PickerAt {...props} address={useListAddress()} />;
}

type PickerProps = Props & { address: ListAddress };

const PickerAt = memo(function PickerAt({ fallback = "24h", param = "range", address }: PickerProps) {
  const { pathname, params, follow } = address;
  const zone = useTimeZone();
  const nowMs = useNow();
  const now = useMemo(() => new Date(nowMs), [nowMs]);
  const opener = useRef<HTMLButtonElement>(null);
  const range =
    parseTimeRange(params.get(param) ?? fallback, now, zone) ?? parseTimeRange(fallback, now, zone) ?? anHour;
  const printed = printTimeRange(range);

  const hrefOf = (next: TimeRange | string) => {
    const text = typeof next === "string" ? next : printTimeRange(next);
    return searchHref(patchParams(params, { [param]: text === fallback ? null : text }), pathname);
  };
  const ahead = stepRange(range, 1, now, zone);
  const beyond = resolveRange(ahead, now, zone).from > now;

  useShortcut("t", "Time range", () => opener.current?.click());

  return (
    <div className="flex items-center gap-0.5" role="group" aria-label="Time range">
      <StepLink follow={follow} to={hrefOf(stepRange(range, -1, now, zone))} label="Earlier">
        <ChevronLeft size={14} strokeWidth={1.8} />
      </StepLink>
      <Popover
        label="Time range"
        className="w-80 p-2"
        eager
        trigger={
          <Button ref={opener} icon={Clock} className="max-sm:[&>svg]:hidden">
            <span>{labelTimeRange(range, now, zone)}</span>
            <span className="font-normal text-faint max-lg:hidden">{zone}</span>
          </Button>
        }
      >
        {(close) => (
          <div className="flex flex-col gap-2">
            <TypedRange
              key={printed}
              printed={printed}
              hrefOf={hrefOf}
              now={now}
              zone={zone}
              onDone={close}
              param={param}
              go={address.go}
            />
            <ul className="grid grid-cols-2 gap-0.5">
              {presets.map((preset) => (
                <li key={preset}>
                  <a
                    href={hrefOf(preset)}
                    onClick={(event) => {
                      close();
                      follow(event);
                    }}
                    aria-current={preset === printed || undefined}
                    className="flex h-7 items-center rounded-xs px-2 text-muted hover:bg-sunken hover:text-text aria-[current]:bg-wash aria-[current]:text-text"
                  >
                    {presetLabel(preset, now, zone)}
                    <span className="ml-auto text-small text-faint">{/\d/.test(preset) && preset}</span>
                  </a>
                </li>
              ))}
            </ul>
            <p className="px-2 text-small text-faint">Times are in {zone}.</p>
          </div>
        )}
      </Popover>
      {beyond ? (
        <span className={`${buttonClass("ghost", "medium", true)} opacity-40`} aria-hidden="true">
          <ChevronRight size={14} strokeWidth={1.8} />
        </span>
      ) : (
        <StepLink follow={follow} to={hrefOf(ahead)} label="Later">
          <ChevronRight size={14} strokeWidth={1.8} />
        </StepLink>
      )}
      <StepLink follow={follow} to={hrefOf(zoomOut(range, now, zone))} label="Zoom out">
        <ZoomOut size={14} strokeWidth={1.8} />
      </StepLink>
    </div>
  );
});

type TypedProps = {
  printed: string;
  param: string;
  hrefOf: (range: TimeRange) => string;
  now: Date;
  zone: string;
  onDone: () => void;
  go: ListAddress["go"];
};

function TypedRange({ printed, param, hrefOf, now, zone, onDone, go }: TypedProps) {
  const [typed, setTyped] = useState("");
  const understood = typed.trim() === "" ? null : parseTimeRange(typed, now, zone);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!understood) return;
    onDone();
    go(hrefOf(understood));
  };
  return (
    <form method="get" onSubmit={onSubmit} className="flex flex-col gap-1">
      <input
        name={param}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={printed}
        // The popover moves the focus here when it opens.
        autoFocus
        autoComplete="off"
        aria-label="Type a time range"
        aria-invalid={typed.trim() !== "" && !understood}
        aria-describedby="typed-range-feedback"
        className="h-7 w-full rounded-control border border-line bg-base px-2 placeholder:text-faint aria-invalid:border-err"
      />
      <TimeRangeFeedback id="typed-range-feedback" typed={typed} understood={understood} now={now} zone={zone} />
    </form>
  );
}

type StepProps = { to: string; label: string; follow: Follow; children: ReactNode };

function StepLink({ to, label, follow, children }: StepProps) {
  return (
    <a
      href={to}
      onClick={follow}
      aria-label={label}
      title={label}
      className={`${buttonClass("ghost", "medium", true)} max-sm:hidden`}
    >
      {children}
    </a>
  );
}

function presetLabel(preset: string, now: Date, zone: string): string {
  const range = parseTimeRange(preset, now, zone);
  return range ? labelTimeRange(range, now, zone) : preset;
}

const anHour: TimeRange = { from: { kind: "ago", amount: 1, unit: "h" }, to: { kind: "now" } };
