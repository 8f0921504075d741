import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "../button";
import { Dialog, DialogActions } from "./dialog";
import { Form } from "../form/form";
import { isFormProblem } from "../form/form-problem";
import { TextInput } from "../form/text-input";

export type ConfirmationProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will happen, in words. */
  children: ReactNode;
  /** The verb on the button. */
  confirm: string;
  /** What is sent, `intent` included; `action` when it is not this page's. */
  fields: Record<string, string>;
  action?: string;
  /** For what cannot be undone: this has to be typed, and goes along as `confirmation`. */
  nameToType?: string;
};

/** Asks before something that cannot be undone, does it, and stays open with the reason when it was refused. */
export function Confirmation({
  open,
  onClose,
  title,
  children,
  confirm,
  fields,
  action,
  nameToType,
}: ConfirmationProps) {
  const fetcher = useFetcher();
  const [typed, setTyped] = useState("");
  const sent = useRef(false);
  useEffect(() => {
    if (fetcher.state !== "idle") sent.current = true;
    else if (sent.current) {
      sent.current = false;
      if (!isFormProblem(fetcher.data)) onClose();
    }
  }, [fetcher.state, fetcher.data, onClose]);
  useEffect(() => {
    if (!open) setTyped("");
  }, [open]);
  const ready = nameToType === undefined || typed.trim() === nameToType;
  return (
    <Dialog open={open} onClose={onClose} title={title} width="narrow">
      <Form fetcher={fetcher} action={action} className="flex flex-col gap-3">
        <div className="text-muted">{children}</div>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {nameToType !== undefined && (
          <TextInput
            name="confirmation"
            label={
              <span>
                Type <b className="font-semibold text-text">{nameToType}</b> to confirm
              </span>
            }
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            spellCheck={false}
          />
        )}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" tone="danger" disabled={!ready} pending={fetcher.state !== "idle"}>
            {confirm}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
