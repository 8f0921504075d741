import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";
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

/** Browsers keep the clipboard from pages without https; the old way still works there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    const modal = document.activeElement?.closest("dialog") ?? document.body;
    modal.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
