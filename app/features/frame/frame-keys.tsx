import { useShortcut } from "~/ui/shortcuts";
import { MENU, type MenuEntry } from "./menu";

type Props = { areas: readonly string[]; onGo: (to: string) => void };

/** `g`, then an area's letter. */
export function FrameKeys({ areas, onGo }: Props) {
  return MENU.filter((entry) => areas.includes(entry.to)).map((entry) => (
    <GoKey key={entry.to} entry={entry} onGo={onGo} />
  ));
}

function GoKey({ entry, onGo }: { entry: MenuEntry; onGo: Props["onGo"] }) {
  useShortcut(`g ${entry.key}`, entry.label, () => onGo(entry.to), { group: "Go to" });
  return null;
}
