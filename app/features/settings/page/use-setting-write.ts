import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { isFormProblem } from "~/ui/form/form-problem";
import { toast } from "~/ui/overlay/toast-store";
import type { SettingAnswer } from "./setting-form.server";

function isAnswer(value: unknown): value is SettingAnswer {
  return typeof value === "object" && value !== null && "ok" in value && value.ok === true && "undo" in value;
}

/** Sends the changes of one setting. What was done is said in the corner, with a way back for as long as it stands there. */
export function useSettingWrite({ saysProblems = false }: { saysProblems?: boolean } = {}) {
  const fetcher = useFetcher<unknown>();
  const said = useRef<unknown>(null);
  const isUndo = useRef(false);
  const [written, setWritten] = useState(0);
  const { submit } = fetcher;
  const send = useRef((fields: Record<string, string>, undoes = false) => {
    isUndo.current = undoes;
    submit(fields, { method: "post" });
  });

  useEffect(() => {
    const { state, data } = fetcher;
    if (state !== "idle" || !data || said.current === data) return;
    said.current = data;
    const undoes = isUndo.current;
    isUndo.current = false;
    if (isAnswer(data)) {
      setWritten((count) => count + 1);
      const { undo } = data;
      const back = undo && !undoes ? () => send.current({ intent: "restore", ...undo }, true) : undefined;
      toast(undoes ? `Undone. ${data.said}` : data.said, { tone: "ok", undo: back });
    } else if (isFormProblem(data) && (saysProblems || undoes)) {
      toast(`Not saved: ${Object.values(data.fields)[0] ?? data.message}`, { tone: "error" });
    }
  }, [fetcher, saysProblems]);

  return {
    fetcher,
    send: send.current,
    /** How often something was written: the fields begin anew with it. */
    written,
    pending: fetcher.formData ? Object.fromEntries(fetcher.formData) : null,
  };
}
