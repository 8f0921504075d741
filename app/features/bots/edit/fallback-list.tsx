import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useContext, useEffect, useRef, useState, type KeyboardEvent } from "react";
import { Button } from "~/ui/button";
import { FormProblemContext } from "~/ui/form/form-problem";
import { inputClass } from "~/ui/form/input-class";
import { IconButton } from "~/ui/icon-button";
import { useInBrowser } from "~/ui/use-in-browser";

type Line = { id: number; model: string; provider: string };
let made = 0;
const newLine = (line = { model: "", provider: "" }): Line => ({ ...line, id: ++made });

/** Models that are tried in this order. Without script there is an empty line to write another into. */
export function FallbackList({ fallbacks }: { fallbacks: readonly { model: string; provider: string }[] }) {
  const inBrowser = useInBrowser();
  // The empty one is for who has no button to add another.
  const [lines, setLines] = useState(() => [...fallbacks.map((line) => newLine(line)), newLine()]);
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const focusAt = useRef<number | null>(null);
  const error = useContext(FormProblemContext)?.fields.fallback_models;

  useEffect(() => {
    if (focusAt.current === null) return;
    list.current?.querySelectorAll<HTMLInputElement>("input[name='fallback_model[]']")[focusAt.current]?.focus();
    focusAt.current = null;
  });

  const move = (at: number, by: -1 | 1) => {
    const to = at + by;
    if (to < 0 || to >= lines.length) return;
    const next = [...lines];
    [next[at], next[to]] = [next[to]!, next[at]!];
    focusAt.current = to;
    setLines(next);
    setSaid(`${next[to].model || "The model"} is number ${to + 1} of ${lines.length} now.`);
  };
  const change = (id: number, part: Partial<Line>) =>
    setLines(lines.map((line) => (line.id === id ? { ...line, ...part } : line)));
  const onKeyDown = (at: number) => (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(at, event.key === "ArrowUp" ? -1 : 1);
  };

  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-small font-medium text-muted">Fallbacks</legend>
      <ol ref={list} className="flex flex-col gap-1.5">
        {lines.map((line, at) => (
          <li key={line.id} className="flex items-center gap-1.5">
            <span aria-hidden="true" className="w-4 text-right text-small text-faint tabular-nums">
              {at + 1}
            </span>
            <input
              name="fallback_model[]"
              aria-label={`Fallback ${at + 1}, model`}
              placeholder="model"
              value={line.model}
              onChange={(event) => change(line.id, { model: event.target.value })}
              onKeyDown={onKeyDown(at)}
              autoComplete="off"
              spellCheck={false}
              className={`${inputClass} min-w-0 flex-1 font-mono`}
            />
            <input
              name="fallback_provider[]"
              aria-label={`Fallback ${at + 1}, provider`}
              placeholder="provider"
              value={line.provider}
              onChange={(event) => change(line.id, { provider: event.target.value })}
              onKeyDown={onKeyDown(at)}
              autoComplete="off"
              spellCheck={false}
              className={`${inputClass} !w-32 font-mono`}
            />
            {inBrowser && (
              <>
                <IconButton
                  icon={ArrowUp}
                  size="small"
                  label={`Fallback ${at + 1} up`}
                  keys="Alt ↑"
                  disabled={at === 0}
                  onClick={() => move(at, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  size="small"
                  label={`Fallback ${at + 1} down`}
                  keys="Alt ↓"
                  disabled={at === lines.length - 1}
                  onClick={() => move(at, 1)}
                />
                <IconButton
                  icon={Trash2}
                  size="small"
                  label={`Take fallback ${at + 1} away`}
                  onClick={() => setLines(lines.length > 1 ? lines.filter(({ id }) => id !== line.id) : [newLine()])}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      {inBrowser && (
        <div>
          <Button
            icon={Plus}
            size="small"
            onClick={() => {
              focusAt.current = lines.length;
              setLines([...lines, newLine()]);
            }}
          >
            Add a fallback
          </Button>
        </div>
      )}
      {error && <p className="text-small text-err">{error}</p>}
      <p className="text-small text-faint">
        Tried in this order when the model before fails. {inBrowser && "Alt and an arrow key move a line."}
      </p>
      <span role="status" className="sr-only">
        {said}
      </span>
    </fieldset>
  );
}
