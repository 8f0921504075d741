import { Link, NavLink } from "@remix-run/react";
import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { IconButton } from "~/ui/icon-button";
import { Kbd } from "~/ui/kbd";
import { StatusMark } from "~/ui/status";
import { Tooltip } from "~/ui/overlay/tooltip";
import { WheelMark } from "~/ui/wheel-mark";
import { menuCounts, type FrameData, type MenuCount } from "./frame-data";
import { MENU, type MenuEntry } from "./menu";

type Props = {
  data: FrameData;
  folded: boolean;
  onHelp: () => void;
  /** Missing where the menu is a sheet, which nobody folds. */
  onFold?: () => void;
};

/** The way to every area, and one line about the state of the house. */
export function SideMenu({ data, folded, onHelp, onFold }: Props) {
  const entries = MENU.filter((entry) => data.areas.includes(entry.to));
  const counts = menuCounts(data);
  const groups = [...new Set(entries.map((entry) => entry.group))];
  return (
    <>
      <Link
        to="/"
        aria-label="Wheelhouse, overview"
        className="flex h-11 shrink-0 items-center gap-[9px] px-2 text-[14px] font-semibold tracking-[-0.01em]"
      >
        <WheelMark />
        {!folded && "Wheelhouse"}
      </Link>
      {groups.map((group) => (
        <ul key={group} aria-label={group || "Work"} className="flex flex-col gap-px">
          {group && (
            <li
              aria-hidden="true"
              className={`px-2 pt-3.5 pb-1 text-label font-medium text-faint ${folded ? "h-3.5 py-0" : ""}`}
            >
              {!folded && group}
            </li>
          )}
          {entries
            .filter((entry) => entry.group === group)
            .map((entry) => (
              <li key={entry.to}>
                <MenuRow entry={entry} count={counts[entry.to]} folded={folded} />
              </li>
            ))}
        </ul>
      ))}
      <div className={`mt-auto flex gap-1 pt-4 pb-2 ${folded ? "flex-col items-center" : "items-center pl-2"}`}>
        {data.health && <HealthLine health={data.health} canOpen={data.areas.includes("/health")} folded={folded} />}
        <span className={`needs-script flex items-center gap-1 ${folded ? "" : "ml-auto"}`}>
          {onFold && (
            <IconButton
              icon={folded ? PanelLeftOpen : PanelLeftClose}
              label={folded ? "Unfold the menu" : "Fold the menu"}
              keys="["
              size="small"
              className="max-md:hidden"
              onClick={onFold}
            />
          )}
          {!folded && (
            <button type="button" onClick={onHelp} aria-label="Keys of this page" className="rounded-[4px] p-1">
              <Kbd keys="?" />
            </button>
          )}
        </span>
      </div>
    </>
  );
}

function MenuRow({ entry, count, folded }: { entry: MenuEntry; count?: MenuCount; folded: boolean }) {
  const link = (
    <NavLink
      to={entry.to}
      end={entry.to === "/"}
      prefetch="intent"
      aria-label={folded ? [entry.label, count?.label].filter(Boolean).join(", ") : undefined}
      className={({ isActive }) =>
        `menu-row relative flex h-7 items-center gap-2.5 rounded-control px-2 ${folded ? "justify-center" : ""} ` +
        (isActive ? "bg-wash text-text [&_svg]:text-brass" : "text-muted hover:bg-sunken hover:text-text")
      }
    >
      <entry.icon size={15} strokeWidth={1.6} className="shrink-0" />
      {!folded && <span className="min-w-0 flex-1 truncate">{entry.label}</span>}
      {!folded && count && (
        <span className={`text-label font-medium tabular-nums ${count.tone === "err" ? "text-err" : "text-faint"}`}>
          {count.label}
        </span>
      )}
      {folded && count && (
        <span
          className={`absolute top-1 right-2 size-1.5 rounded-full ${count.tone === "err" ? "bg-err" : "bg-faint"}`}
        />
      )}
    </NavLink>
  );
  return folded ? (
    <Tooltip label={entry.label} keys={`g ${entry.key}`} side="right" describes={false}>
      {link}
    </Tooltip>
  ) : (
    link
  );
}

function HealthLine({
  health,
  canOpen,
  folded,
}: {
  health: NonNullable<FrameData["health"]>;
  canOpen: boolean;
  folded: boolean;
}) {
  const line = (
    <>
      <StatusMark kind={health.kind} label={folded ? health.label : undefined} />
      {!folded && <span className="truncate">{health.label}</span>}
    </>
  );
  const look = `flex min-w-0 items-center gap-2 text-muted ${folded ? "mx-auto size-6 justify-center" : "h-6"}`;
  return canOpen ? (
    <Link to="/health" className={`${look} hover:text-text`}>
      {line}
    </Link>
  ) : (
    <span className={look}>{line}</span>
  );
}
