import { formatBytes } from "~/lib/bytes";
import { Status } from "~/ui/status";
import type { DayKept } from "./retention.server";

const LOSES = { nothing: null, texts: "texts go", all: "goes" } as const;

/** Every day that is there, with its weight as a bar. */
export function KeptDays({ days }: { days: readonly DayKept[] }) {
  const heaviest = Math.max(1, ...days.map((day) => day.rowBytes + day.textBytes));
  if (days.length === 0) return <p className="text-muted">No turn has come in yet.</p>;
  return (
    <div className="max-w-180 overflow-x-auto rounded-card border border-line-soft bg-raised">
      <table className="w-full border-collapse tabular-nums">
        <thead>
          <tr className="text-left text-label text-faint">
            <th className="px-3 py-2 font-medium">Day, UTC</th>
            <th className="px-3 py-2 text-right font-medium max-sm:hidden">Turns, about</th>
            <th className="px-3 py-2 text-right font-medium">Rows</th>
            <th className="px-3 py-2 text-right font-medium">Texts</th>
            <th className="w-2/5 px-3 py-2 font-medium max-sm:hidden">Size</th>
            <th className="px-3 py-2 font-medium">
              <span className="sr-only">What happens to it</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day} className="border-t border-line-soft">
              <td className="px-3 py-1 whitespace-nowrap">{day.day}</td>
              <td className="px-3 py-1 text-right max-sm:hidden">
                {day.turns === null ? <span className="text-faint">unknown</span> : day.turns.toLocaleString("en-US")}
              </td>
              <td className="px-3 py-1 text-right whitespace-nowrap text-muted">{formatBytes(day.rowBytes)}</td>
              <td className="px-3 py-1 text-right whitespace-nowrap text-muted">
                {day.textBytes > 0 ? formatBytes(day.textBytes) : "gone"}
              </td>
              <td className="px-3 py-1 max-sm:hidden">
                <span className="flex h-2 gap-px" aria-hidden="true">
                  <Bar part={day.rowBytes / heaviest} isLost={day.loses === "all"} strength="opacity-90" />
                  <Bar part={day.textBytes / heaviest} isLost={day.loses !== "nothing"} strength="opacity-50" />
                </span>
              </td>
              <td className="px-3 py-1 text-right whitespace-nowrap">
                {LOSES[day.loses] && <Status kind="warning">{LOSES[day.loses]}</Status>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Bar({ part, isLost, strength }: { part: number; isLost: boolean; strength: string }) {
  return (
    <span
      className={`rounded-[2px] ${isLost ? "bg-err" : "bg-run"} ${strength}`}
      style={{ width: `${Math.round(part * 1_000) / 10}%` }}
    />
  );
}
