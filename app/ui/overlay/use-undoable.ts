import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { isFormProblem } from "../form/form-problem";
import { toast } from "./toast-store";

type Fields = Record<string, string>;
type Write = {
  /** What is sent, `intent` included. */
  fields: Fields;
  /** What is sent to take it back. Without it there is no "Undo". */
  undo?: Fields;
  /** What the message says when it is done: "Ada is an editor now". */
  done: string;
  action?: string;
};

/**
 * A write that shows at once and can be undone for 8 s. `pending` holds the fields on their way: draw those instead
 * of the loader's data. When the write is refused `pending` goes, the old value is back, and a message says why.
 */
export function useUndoable() {
  const fetcher = useFetcher();
  const current = useRef<Write | null>(null);
  const { submit } = fetcher;

  const write = (next: Write) => {
    current.current = next;
    submit(next.fields, { method: "post", action: next.action });
  };
  const latest = useRef(write);
  latest.current = write;

  useEffect(() => {
    const settled = current.current;
    if (fetcher.state !== "idle" || !settled) return;
    current.current = null;
    if (isFormProblem(fetcher.data)) {
      const why = Object.values(fetcher.data.fields)[0] ?? fetcher.data.message;
      toast(`Not saved: ${why}`, { tone: "error" });
      return;
    }
    const { undo, action } = settled;
    toast(settled.done, {
      tone: "ok",
      undo: undo && (() => latest.current({ fields: undo, action, done: "Undone." })),
    });
  }, [fetcher.state, fetcher.data]);

  return {
    write,
    pending: fetcher.formData ? (Object.fromEntries(fetcher.formData) as Fields) : null,
  };
}
