import { Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "../button";
import { copyText } from "../copy-text";
import { Menu, MenuItem } from "../overlay/menu";

export type CopyItem = {
  label: string;
  /** Made when it is wanted: a long text costs nothing until then. */
  text: () => string | Promise<string>;
  note?: string;
};

const shownMs = 1600;

/** The ways to take a thing along: its id, a link, JSON, as cURL, as Markdown. */
export function CopyMenu({ items, label = "Copy" }: { items: readonly CopyItem[]; label?: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async (item: CopyItem) => {
    const done = await Promise.resolve(item.text()).then(copyText, () => false);
    setSaid(done ? "Copied" : "Not copied");
    setTimeout(() => setSaid(null), shownMs);
  };
  return (
    <>
      <Menu label={label} trigger={<Button icon={Copy}>{said ?? label}</Button>}>
        {items.map((item) => (
          <MenuItem key={item.label} note={item.note} onSelect={() => void copy(item)}>
            {item.label}
          </MenuItem>
        ))}
      </Menu>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
