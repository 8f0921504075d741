import { useSyncExternalStore } from "react";

const never = () => () => undefined;
const isApple = () => /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES: Record<string, string> = {
  escape: "Esc",
  enter: "↵",
  shift: "⇧",
  up: "↑",
  down: "↓",
  left: "←",
  right: "→",
};

/** A key or a sequence as `useShortcut` spells it: "mod+k", "g t", "shift+x". */
export function Kbd({ keys }: { keys: string }) {
  const apple = useSyncExternalStore(never, isApple, () => false);
  return (
    <span className="inline-flex gap-1">
      {keys.split(" ").map((chord, index) => (
        <kbd
          key={index}
          className="rounded-[4px] border border-line px-1 font-sans text-label font-medium text-faint tabular-nums"
        >
          {chord
            .split("+")
            .map((key) => keyName(key, apple))
            .join(apple ? "" : " ")}
        </kbd>
      ))}
    </span>
  );
}

function keyName(key: string, apple: boolean): string {
  if (key === "mod") return apple ? "⌘" : "Ctrl";
  return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}
