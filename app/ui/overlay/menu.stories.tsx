import { Copy, Ellipsis, Pencil, Settings2, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../button";
import { IconButton } from "../icon-button";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLink, MenuSeparator } from "./menu";
import { Popover } from "./popover";
import type { Story } from "../story";
import { Switch } from "../form/switch";
import { Tooltip } from "./tooltip";

function Actions() {
  const [said, setSaid] = useState("nothing yet");
  return (
    <div className="flex items-center gap-3">
      <Menu label="The key's actions" side="below-start" trigger={<IconButton icon={Ellipsis} label="More" />}>
        <MenuItem icon={Pencil} keys="e" onSelect={() => setSaid("rename")}>
          Rename
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => setSaid("copy")}>
          Copy the id
        </MenuItem>
        <MenuItem disabled>Move to another bot</MenuItem>
        <MenuLink to="?">Open its page</MenuLink>
        <MenuSeparator />
        <MenuItem icon={Trash2} tone="danger" onSelect={() => setSaid("delete")}>
          Delete
        </MenuItem>
      </Menu>
      <span className="text-faint" data-testid="said">
        {said}
      </span>
    </div>
  );
}

function Choice() {
  const [rows, setRows] = useState("normal");
  return (
    <Menu label="Rows" side="below-start" trigger={<Button icon={Settings2}>Rows</Button>}>
      <MenuLabel>Height</MenuLabel>
      {["compact", "normal", "roomy"].map((each) => (
        <MenuChoice key={each} checked={rows === each} onSelect={() => setRows(each)}>
          {each}
        </MenuChoice>
      ))}
    </Menu>
  );
}

export const stories: Story[] = [
  { group: "Menu", name: "Actions", render: () => <Actions /> },
  { group: "Menu", name: "Choice", render: () => <Choice /> },
  {
    group: "Popover",
    name: "Settings",
    render: () => (
      <Popover label="What is shown" trigger={<Button>Shown</Button>}>
        <div className="flex flex-col gap-2">
          <Switch label="Reasoning" defaultChecked />
          <Switch label="Tool calls" />
        </div>
      </Popover>
    ),
  },
  {
    group: "Tooltip",
    name: "On a button",
    render: () => (
      <div className="pt-8">
        <Tooltip label="Runs again from the first tool call" keys="shift+r">
          <Button>Replay</Button>
        </Tooltip>
      </div>
    ),
  },
];
