import { Dialog } from "~/ui/overlay/dialog";
import { Kbd } from "~/ui/kbd";
import { useShortcuts } from "~/ui/shortcuts";

/** The keys that this page answers to, as they are registered now. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const shortcuts = useShortcuts();
  const groups = [...new Set(shortcuts.map(({ group }) => group))];
  return (
    <Dialog open={open} onClose={onClose} title="Keys" width="medium">
      <div className="columns-1 gap-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="pb-1 text-label font-medium text-faint">{group}</h3>
            <dl>
              {shortcuts
                .filter((each) => each.group === group)
                .map(({ keys, label }) => (
                  <div key={keys} className="flex h-7 items-center justify-between gap-3 border-b border-line-soft">
                    <dt className="truncate">{label}</dt>
                    <dd>
                      <Kbd keys={keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
