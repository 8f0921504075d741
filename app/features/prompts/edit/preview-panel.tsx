import { Link } from "@remix-run/react";
import { formatNumber } from "~/lib/numbers";
import { Select } from "~/ui/form/select";
import { SubmitButton } from "~/ui/form/submit-button";
import { LongText } from "~/ui/page/long-text";
import { RelativeTime } from "~/ui/relative-time";
import type { PromptPreview } from "./preview-prompt.server";
import type { PromptEditorData } from "./prompt-editor.server";

type Props = { turns: PromptEditorData["turns"]; preview: PromptPreview | null };

/** The text with values in it: the examples, or those of a turn that was. Stands inside the editor's form. */
export function PreviewPanel({ turns, preview }: Props) {
  const options = [
    { value: "", label: "The examples" },
    ...turns.map(({ id, bot, version, status }) => ({
      value: id,
      label: `${bot}, v${version}${status === "ok" ? "" : `, ${status}`}, ${id}`,
    })),
  ];
  return (
    <section
      aria-label="Preview"
      className="flex min-w-0 flex-col gap-3 rounded-card border border-line-soft bg-raised p-3"
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-1 basis-48">
          {turns.length === 0 ? (
            <p className="text-muted">With the examples: no turn of the last 30 days names this prompt.</p>
          ) : (
            <Select name="turn" label="Preview with" options={options} defaultValue={preview?.turn?.id ?? ""} />
          )}
        </div>
        <SubmitButton intent="preview" tone="secondary">
          Preview
        </SubmitButton>
      </div>
      {preview && <Shown preview={preview} />}
    </section>
  );
}

function Shown({ preview }: { preview: PromptPreview }) {
  const { text, tokens, problems, missing, turn, examples, content } = preview;
  return (
    <div role="status" className="flex min-w-0 flex-col gap-2">
      {turn?.note && <p className="text-warn">{turn.note}</p>}
      {turn && turn.given.length > 0 && (
        <p className="text-small text-muted">
          From the{" "}
          <Link to={`/turns/${encodeURIComponent(turn.id)}`} className="underline underline-offset-2">
            turn
          </Link>{" "}
          of {turn.bot}, <RelativeTime at={turn.at} />: {turn.given.join(", ")}.
        </p>
      )}
      {turn && examples.length > 0 && (
        <p className="text-small text-muted">Examples stand in for {examples.join(", ")}.</p>
      )}
      {content.length > 0 && (
        <p className="text-small text-muted">
          {content.join(", ")}: filled in when a runtime fetches the prompt, and left as written here.
        </p>
      )}
      {text === null ? (
        <div className="rounded-control bg-err/10 px-3 py-2 text-err">
          <p>It cannot be rendered.</p>
          {missing.length > 0 && <p>No value, no default and no example: {missing.join(", ")}.</p>}
          <ul>
            {problems.slice(0, 8).map((problem, index) => (
              <li key={index}>
                {problem.key}, line {problem.line}, column {problem.column}: {problem.message}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <>
          <p className="text-small text-faint tabular-nums">
            {formatNumber(tokens)} tokens, {formatNumber(text.length)} characters
          </p>
          <LongText text={text} label="Rendered text" className="max-h-[60dvh] font-mono leading-[18px]" />
        </>
      )}
    </div>
  );
}
