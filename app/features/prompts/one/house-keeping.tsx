import type { PromptHead } from "~/data/runtime/prompt-store.server";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { TextInput } from "~/ui/form/text-input";
import { fallbackOf } from "./prompt-frame-facts";
import type { PromptFrameData } from "./prompt-frame.server";

type Props = { frame: PromptFrameData; head: PromptHead; hasRequest: boolean; result: unknown };

const summary = "cursor-pointer text-muted hover:text-text";

/** What is seldom done: where the prompt is found, its protection, and its end. */
export function HouseKeeping({ frame, head, hasRequest, result }: Props) {
  const isBot = frame.scope.startsWith("bot:");
  const under = isBot ? fallbackOf(frame) : frame.shipped ? "default" : null;
  const end = under === "default" ? "Reset to the default" : isBot ? "Delete this override" : "Delete the prompt";
  return (
    <div className="flex flex-col gap-2 border-t border-line-soft pt-3">
      {frame.mayWrite && (
        <details>
          <summary className={summary}>Title, category and folder</summary>
          <Form result={result} className="flex flex-col gap-3 py-3">
            <TextInput name="title" label="Title" defaultValue={head.title} maxLength={200} />
            <TextInput name="category" label="Category" optional defaultValue={head.category} maxLength={200} />
            <TextInput
              name="folder"
              label="Folder"
              optional
              defaultValue={head.folder}
              maxLength={200}
              help="Folders in folders: support/first contact"
            />
            <div>
              <SubmitButton intent="describe">Save</SubmitButton>
            </div>
          </Form>
        </details>
      )}
      {frame.mayProtect && (
        <details>
          <summary className={summary}>{head.is_protected ? "End the protection" : "Protect"}</summary>
          <Form result={result} className="flex flex-col gap-3 py-3">
            <p className="text-muted">
              {head.is_protected
                ? "That takes a second person too."
                : "A protected prompt is always pinned, and its pin moves only when a second person agrees."}
            </p>
            <TextInput name="reason" label="Why" optional maxLength={500} />
            <div>
              {head.is_protected ? (
                <SubmitButton intent="unprotect" tone="secondary" disabled={hasRequest}>
                  Ask to end it
                </SubmitButton>
              ) : (
                <SubmitButton intent="protect" tone="secondary">
                  Protect
                </SubmitButton>
              )}
            </div>
          </Form>
        </details>
      )}
      {frame.mayWrite && !head.is_protected && (
        <details>
          <summary className={summary}>{end}</summary>
          <Form result={result} className="flex flex-col gap-3 py-3">
            <p className="text-muted">
              All {head.newest_version} versions of this scope go, for good. {underWords(under)} The pin history stays.
            </p>
            <TextInput name="reason" label="Why" optional maxLength={500} />
            <TextInput name="confirmation" label={`Type ${frame.key} to confirm`} spellCheck={false} required />
            <div>
              <SubmitButton intent="reset" tone="danger">
                {end}
              </SubmitButton>
            </div>
          </Form>
        </details>
      )}
    </div>
  );
}

function underWords(under: ReturnType<typeof fallbackOf>): string {
  if (under === "global") return "The bot then gets everybody's text.";
  if (under === "default") return "Then the text holds that came with the product.";
  return "Whoever asks for the key then gets nothing.";
}
