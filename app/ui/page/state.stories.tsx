import { Inbox } from "lucide-react";
import { Button } from "../button";
import { Card } from "./card";
import { Command } from "../overlay/command";
import { CopyButton } from "../copy-button";
import { EmptyState } from "./empty-state";
import { ErrorState } from "./error-state";
import { Pending, Skeleton } from "./pending";
import type { Story } from "../story";
import { ToastList } from "../overlay/toast-list";

export const stories: Story[] = [
  {
    group: "Empty",
    name: "Why, the next step, a command",
    render: () => (
      <EmptyState
        icon={Inbox}
        title="No turns yet"
        action={<Button tone="primary">Make a key</Button>}
        command={'curl -X POST http://127.0.0.1:3000/api/v1/turns -H "Authorization: Bearer whk_…" -d @turn.json'}
      >
        Turns appear here the moment a bot starts one. Nothing has called the API so far.
      </EmptyState>
    ),
  },
  {
    group: "Error",
    name: "What, why, what next",
    render: () => (
      <ErrorState
        title="This part is away"
        next="It may be starting. Try again in a moment."
        requestId="869fa716-2ad8-4bf8-9209-9eda7e6810fd"
        action={<Button>Try again</Button>}
      >
        The CMS did not answer within 3 seconds.
      </ErrorState>
    ),
  },
  { group: "Pending", name: "Skeleton", render: () => <Skeleton lines={5} /> },
  {
    group: "Pending",
    name: "Old rows stay",
    render: () => (
      <Pending pending onCancel={() => undefined}>
        <Card>
          {["Summarise the deploy notes", "Find the invoice", "Draft three posts"].map((text) => (
            <p key={text} className="py-2">
              {text}
            </p>
          ))}
        </Card>
      </Pending>
    ),
  },
  {
    group: "Copy",
    name: "Button and command",
    render: () => (
      <div className="flex max-w-130 flex-col items-start gap-3">
        <CopyButton text="0199f3a2" label="Copy the id" />
        <CopyButton text="0199f3a2" label="Copy the id" showLabel />
        <Command>npm run wheelhouse -- backup /backups</Command>
      </div>
    ),
  },
  {
    group: "Messages",
    name: "Done, with undo, failed",
    render: () => (
      <div className="max-w-90">
        <ToastList
          toasts={[
            { id: 1, message: "The link is copied.", tone: "plain" },
            { id: 2, message: "Ada is an editor now.", tone: "ok", undo: () => undefined },
            { id: 3, message: "Not saved: the key was changed by somebody else.", tone: "error" },
          ]}
        />
      </div>
    ),
  },
];
