import { useRouteLoaderData } from "@remix-run/react";
import type { Story } from "../story";
import { Switch } from "../form/switch";
import { ToastViewport } from "./toast-viewport";
import { useUndoable } from "./use-undoable";

function Undoable({ intent, label }: { intent: "switch" | "refuse"; label: string }) {
  const stored = useRouteLoaderData<{ isOn: boolean }>("routes/gallery")?.isOn ?? false;
  const { pending, write } = useUndoable();
  const isOn = pending ? pending.isOn === "true" : stored;
  const turn = (to: boolean) =>
    write({
      action: "/gallery",
      fields: { intent, isOn: String(to) },
      undo: { intent, isOn: String(!to) },
      done: to ? "It is on." : "It is off.",
    });
  return <Switch label={label} checked={isOn} onChange={(event) => turn(event.target.checked)} />;
}

export const stories: Story[] = [
  {
    group: "Undo",
    name: "Shown at once, taken back, refused",
    render: () => (
      <div className="flex flex-col gap-2">
        <Undoable intent="switch" label="A switch that is saved" />
        <Undoable intent="refuse" label="A switch that is refused" />
        <ToastViewport />
      </div>
    ),
  },
];
