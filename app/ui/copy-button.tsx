import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
import { copyText } from "./copy-text";
import { IconButton } from "./icon-button";

type Props = { text: string | (() => string); label?: string; showLabel?: boolean };

const SHOWN_MS = 1_600;

/** Copies, and says that it did. */
export function CopyButton({ text, label = "Copy", showLabel = false }: Props) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () => {
    const done = await copyText(typeof text === "function" ? text() : text);
    setState(done ? "copied" : "failed");
  };
  const said = state === "copied" ? "Copied" : state === "failed" ? "Not copied: the browser refused" : "";
  const mark = state === "copied" ? Check : Copy;
  return (
    <>
      {showLabel ? (
        <Button icon={mark} size="small" onClick={copy}>
          {said || label}
        </Button>
      ) : (
        <IconButton icon={mark} label={said || label} size="small" onClick={copy} />
      )}
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
