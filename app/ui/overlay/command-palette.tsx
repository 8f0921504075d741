import { Command, defaultFilter } from "cmdk";
import { Search } from "lucide-react";
import { useEffect, useRef, type MouseEvent } from "react";
import { BotMark } from "../bot-mark";
import { Kbd } from "../kbd";
import type { PaletteEntry } from "./palette-actions";
import { Spinner } from "../spinner";

export type PaletteGroup = {
  title: string;
  entries: readonly PaletteEntry[];
  /** Found elsewhere: shown as it is. */ found?: boolean;
};
type Props = {
  open: boolean;
  onClose: () => void;
  query: string;
  onQuery: (query: string) => void;
  groups: readonly PaletteGroup[];
  searching?: boolean;
};

/** Type to find, arrows to choose, Enter to go. */
export function CommandPalette({ open, onClose, query, onQuery, groups, searching }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) {
      element.showModal();
      element.querySelector("input")?.focus();
    }
    if (!open && element?.open) element.close();
  }, [open]);
  const handleClick = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  const choose = (entry: PaletteEntry) => {
    onClose();
    // After the dialog has given the focus back, so that what runs may move it.
    queueMicrotask(entry.run);
  };
  return (
    <dialog
      ref={dialog}
      aria-label="Go anywhere"
      className="modal palette"
      onClick={handleClick}
      onClose={() => open && !dialog.current?.open && onClose()}
      onKeyDown={(event) => {
        if ((event.metaKey || event.ctrlKey) && event.key === "k") {
          event.preventDefault();
          onClose();
        }
      }}
    >
      {open && (
        <Command label="Go anywhere" loop filter={byLabel}>
          <div className="flex h-11 items-center gap-2.5 border-b border-line-soft px-3.5">
            <Search size={15} strokeWidth={1.8} className="shrink-0 text-faint" aria-hidden="true" />
            <Command.Input
              value={query}
              onValueChange={onQuery}
              placeholder="A page, an action, a name or an id"
              className="min-w-0 flex-1 bg-transparent text-[14px] outline-none placeholder:text-faint"
            />
            {searching && <Spinner />}
            <Kbd keys="escape" />
          </div>
          <Command.List className="max-h-90 overflow-auto p-1.5">
            <Command.Empty className="px-3 py-6 text-center text-muted">
              {searching ? "Searching" : "Nothing is called that."}
            </Command.Empty>
            {groups.map((group) => (
              <Command.Group key={group.title} heading={group.title} forceMount={group.found}>
                {group.entries.map((entry) => (
                  <Command.Item
                    key={entry.id}
                    value={entry.id}
                    keywords={[entry.label, entry.keywords ?? "", entry.note ?? ""]}
                    forceMount={group.found}
                    onSelect={() => choose(entry)}
                    className="flex h-8 items-center gap-2.5 rounded-control px-2 data-[selected=true]:bg-wash"
                  >
                    {entry.bot !== undefined && <BotMark slug={entry.bot} />}
                    {entry.icon && <entry.icon size={15} strokeWidth={1.6} className="shrink-0 text-muted" />}
                    <span className="min-w-0 truncate">{entry.label}</span>
                    {entry.note && <span className="min-w-0 truncate text-small text-faint">{entry.note}</span>}
                    <span className="flex-1" />
                    {entry.keys && <Kbd keys={entry.keys} />}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      )}
    </dialog>
  );
}

/** An id tells entries apart; it is not what somebody types to find one. */
function byLabel(_id: string, search: string, [label = "", ...others]: string[] = []): number {
  return defaultFilter?.(label, search, others) ?? 0;
}
