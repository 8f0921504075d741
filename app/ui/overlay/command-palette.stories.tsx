import { Activity, House } from "lucide-react";
import { useState } from "react";
import { Button } from "../button";
import { CommandPalette } from "./command-palette";
import { usePaletteAction, usePaletteActions } from "./palette-actions";
import type { Story } from "../story";

function Opener() {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState("");
  const [gone, setGone] = useState("nowhere yet");
  usePaletteAction({ id: "pause", label: "Pause the bot", keywords: "stop", run: () => setGone("paused") });
  const actions = usePaletteActions();
  const go = (to: string) => () => setGone(to);
  return (
    <div className="flex items-center gap-3">
      <Button onClick={() => setOpen(true)}>Go anywhere</Button>
      <span className="text-faint">{gone}</span>
      <CommandPalette
        open={open}
        onClose={() => setOpen(false)}
        query={query}
        onQuery={setQuery}
        groups={[
          {
            title: "Pages",
            entries: [
              { id: "1", label: "Overview", icon: House, keys: "g o", run: go("overview") },
              { id: "2", label: "Health", icon: Activity, keys: "g h", keywords: "database disk", run: go("health") },
            ],
          },
          { title: "This page", entries: actions },
          { title: "Found", found: true, entries: [{ id: "3", label: "Nora Kvist", note: "admin", run: go("nora") }] },
        ]}
      />
    </div>
  );
}

export const stories: Story[] = [{ group: "Palette", name: "Find and go", render: () => <Opener /> }];
