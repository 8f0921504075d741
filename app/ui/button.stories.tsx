import { Plus, RefreshCw, Trash2 } from "lucide-react";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { LinkButton } from "./link-button";
import { Spinner } from "./spinner";
import type { Story } from "./story";

const row = "flex flex-wrap items-center gap-2";

export const stories: Story[] = [
  {
    group: "Button",
    name: "Tones",
    render: () => (
      <div className={row}>
        <Button tone="primary">Save</Button>
        <Button>Cancel</Button>
        <Button tone="ghost">Not now</Button>
        <Button tone="danger">Delete</Button>
        <LinkButton to="?">A link</LinkButton>
      </div>
    ),
  },
  {
    group: "Button",
    name: "With an icon, small, square",
    render: () => (
      <div className={row}>
        <Button tone="primary" icon={Plus}>
          New key
        </Button>
        <Button icon={RefreshCw} size="small">
          Retry
        </Button>
        <IconButton icon={Trash2} label="Delete the key" />
        <IconButton icon={RefreshCw} label="Refresh" keys="r" tone="secondary" />
      </div>
    ),
  },
  {
    group: "Button",
    name: "Pending and disabled",
    render: () => (
      <div className={row}>
        <Button tone="primary" pending>
          Saving
        </Button>
        <Button pending>Checking</Button>
        <Button disabled>Save</Button>
        <Button tone="danger" disabled>
          Delete
        </Button>
        <Spinner />
      </div>
    ),
  },
];
