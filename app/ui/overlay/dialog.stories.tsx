import { useCallback, useState } from "react";
import { Button } from "../button";
import { ConfirmDialog } from "./confirm-dialog";
import { Dialog, DialogActions } from "./dialog";
import type { Story } from "../story";
import { TextInput } from "../form/text-input";

function Opener() {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <Dialog open={open} onClose={close} title="Rename the view" description="People who share it see the new name.">
        <TextInput name="name" label="Name" defaultValue="Slow turns" />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button tone="primary" onClick={close}>
            Rename
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function Deleter() {
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        Delete the key
      </Button>
      <ConfirmDialog
        open={open}
        onClose={close}
        title="Delete the key?"
        confirm="Delete the key"
        fields={{ intent: "delete", id: "1" }}
        nameToType="mail-bridge"
      >
        Whatever uses it is refused from now on. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}

export const stories: Story[] = [
  { group: "Dialog", name: "With a field", render: () => <Opener /> },
  { group: "Dialog", name: "Asks for the name", render: () => <Deleter /> },
];
