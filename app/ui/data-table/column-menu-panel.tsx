import { Link } from "@remix-run/react";
import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useId, useRef } from "react";
import { buttonClass } from "../button-class";
import type { Icon } from "../icon";
import type { Column } from "./columns";
import { type TableLook, clampWidth, densities, moveColumn, nextSort, toggleColumn } from "./table-view";

// A row of the menu needs no row of the table, so the columns of any table fit.
type AnyColumn = Omit<Column<never>, "cell">;

type Props = {
  columns: readonly AnyColumn[];
  look: TableLook;
  lookHref: (change: Partial<TableLook>) => string;
  onChange: (change: Partial<TableLook>) => void;
};

const widthStep = 16;
const densityNames = { 24: "Tight", 32: "Usual", 48: "Roomy" } as const;

export function ColumnMenuPanel({ columns, look, lookHref, onChange }: Props) {
  const shown = look.columns.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const hidden = columns.filter((column) => !look.columns.includes(column.id));
  const toggle = (id: string) => onChange({ columns: toggleColumn(look.columns, id, columns) });
  return (
    <div className="flex flex-col gap-1 p-1">
      <Density look={look} onChange={onChange} />
      <SortList columns={columns} look={look} lookHref={lookHref} />
      <Heading>Shown, in order</Heading>
      <ol className="flex flex-col">
        {shown.map((column, at) => (
          <ShownItem
            key={column.id}
            column={column}
            first={at === 0}
            last={at === shown.length - 1}
            width={look.widths[column.id] ?? column.width}
            removable={!column.fixed && shown.length > 1}
            onToggle={() => toggle(column.id)}
            onMove={(by) => onChange({ columns: moveColumn(look.columns, column.id, by) })}
            onWiden={(by) =>
              onChange({
                widths: { ...look.widths, [column.id]: clampWidth((look.widths[column.id] ?? column.width) + by) },
              })
            }
          />
        ))}
      </ol>
      {hidden.length > 0 && <Heading>More columns</Heading>}
      {hidden.map((column) => (
        <label key={column.id} className="flex h-7 items-center gap-2 rounded-xs px-1 text-muted hover:bg-sunken">
          <input type="checkbox" className="tick" checked={false} onChange={() => toggle(column.id)} />
          {column.header}
        </label>
      ))}
      <Link
        to={lookHref({
          columns: columns.filter((column) => !column.hidden).map(({ id }) => id),
          widths: {},
          density: null,
        })}
        replace
        preventScrollReset
        className={`${buttonClass("ghost", "small")} mt-1 self-start`}
      >
        Back to the defaults
      </Link>
    </div>
  );
}

function Heading({ children }: { children: string }) {
  return <h3 className="px-1 pt-2 pb-0.5 text-label font-medium text-faint">{children}</h3>;
}

function Density({ look, onChange }: Pick<Props, "look" | "onChange">) {
  const name = useId();
  return (
    <fieldset className="flex gap-1">
      <legend className="px-1 pb-1 text-label font-medium text-faint">Density</legend>
      {densities.map((density) => (
        <label
          key={density}
          className="flex h-7 flex-1 items-center justify-center rounded-control border border-line text-muted has-checked:border-brass has-checked:bg-wash has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-brass"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={look.density === density}
            onChange={() => onChange({ density })}
          />
          {densityNames[density]}
        </label>
      ))}
    </fieldset>
  );
}

/** Cards have no head to click. */
function SortList({ columns, look, lookHref }: Pick<Props, "columns" | "look" | "lookHref">) {
  const sortable = columns.filter((column) => column.sort);
  if (sortable.length === 0) return null;
  const Arrow = look.sort?.descending ? ArrowDown : ArrowUp;
  return (
    <div className="md:hidden">
      <Heading>Sort by</Heading>
      <div className="flex flex-wrap gap-1 px-1">
        {sortable.map((column) => (
          <Link
            key={column.id}
            to={lookHref({ sort: nextSort(look.sort, column) })}
            replace
            preventScrollReset
            aria-current={look.sort?.id === column.id || undefined}
            className={`${buttonClass("secondary", "small")} aria-[current]:border-brass aria-[current]:bg-wash`}
          >
            {column.header}
            {look.sort?.id === column.id && <Arrow size={11} aria-hidden="true" />}
          </Link>
        ))}
      </div>
    </div>
  );
}

type ItemProps = {
  column: AnyColumn;
  first: boolean;
  last: boolean;
  width: number;
  removable: boolean;
  onToggle: () => void;
  onMove: (by: number) => void;
  onWiden: (by: number) => void;
};

function ShownItem({ column, first, last, width, removable, onToggle, onMove, onWiden }: ItemProps) {
  const item = useRef<HTMLLIElement>(null);
  // Moving the item in the page takes the focus from it.
  const move = (by: number) => {
    const held = document.activeElement;
    onMove(by);
    requestAnimationFrame(() => held instanceof HTMLElement && item.current?.contains(held) && held.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey) return;
    const by = {
      ArrowUp: () => move(-1),
      ArrowDown: () => move(1),
      ArrowLeft: () => onWiden(-widthStep),
      ArrowRight: () => onWiden(widthStep),
    };
    const act = by[event.key as keyof typeof by];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <li
      ref={item}
      className="group/item flex h-7 items-center gap-0.5 rounded-xs pl-1 hover:bg-sunken"
      onKeyDown={onKeyDown}
    >
      <label className="flex min-w-0 flex-1 items-center gap-2">
        <input type="checkbox" className="tick" checked disabled={!removable} onChange={onToggle} />
        <span className="truncate">{column.header}</span>
      </label>
      <Small icon={Minus} label={`Make ${column.header} narrower`} onClick={() => onWiden(-widthStep)} />
      <span className="w-7 text-center text-label text-faint tabular-nums" title="Width in pixels">
        {width}
      </span>
      <Small icon={Plus} label={`Make ${column.header} wider`} onClick={() => onWiden(widthStep)} />
      <Small icon={ChevronUp} label={`Move ${column.header} up`} off={first} onClick={() => move(-1)} />
      <Small icon={ChevronDown} label={`Move ${column.header} down`} off={last} onClick={() => move(1)} />
    </li>
  );
}

function Small({
  icon: IconMark,
  label,
  off,
  onClick,
}: {
  icon: Icon;
  label: string;
  off?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={() => !off && onClick()}
      className="grid size-6 place-items-center rounded-xs text-faint hover:bg-pressed hover:text-text aria-disabled:opacity-40"
    >
      <IconMark size={13} strokeWidth={1.8} />
    </button>
  );
}
