import { Trash2 } from "lucide-react";
import { useRef, useState, type FormEvent } from "react";
import type { TurnNote } from "~/data/runtime/turn-marks.server";
import { Form } from "~/ui/form/form";
import { SubmitButton } from "~/ui/form/submit-button";
import { Textarea } from "~/ui/form/textarea";
import { IconButton } from "~/ui/icon-button";
import { useUndoable } from "~/ui/overlay/use-undoable";
import { RelativeTime } from "~/ui/relative-time";
import { useShortcut } from "~/ui/shortcuts";

export type Viewer = { id: string; name: string; may_write: boolean; may_delete: boolean };

type Props = { turnId: string; notes: TurnNote[]; viewer: Viewer; action: string; result: unknown };

/** What people found out about a turn. A note shows at once, and can be taken back. */
export function TurnNotes({ turnId, notes, viewer, action, result }: Props) {
  const { write, pending } = useUndoable();
  const [draft, setDraft] = useState("");
  const field = useRef<HTMLDivElement>(null);
  useShortcut(viewer.may_write ? "n" : null, "Write a note", () => field.current?.querySelector("textarea")?.focus());

  const add = (event: FormEvent) => {
    const body = draft.trim();
    event.preventDefault();
    if (body === "") return;
    const note = newId();
    write({ action, fields: { intent: "note", note, body }, undo: { intent: "unnote", note }, done: "Noted." });
    setDraft("");
  };
  const remove = (note: TurnNote) => {
    const isOwn = note.author_id === viewer.id;
    // Another person's note would come back under one's own name.
    const undo = isOwn ? { intent: "note", note: note.id, body: note.body } : undefined;
    write({ action, fields: { intent: "unnote", note: note.id }, undo, done: "The note is removed." });
  };
  const shown = withPending(notes, pending, viewer);
  return (
    <div className="flex flex-col gap-3">
      {shown.length > 0 && (
        <ul className="flex flex-col gap-2.5">
          {shown.map((note) => (
            <li key={note.id} className="group flex min-w-0 flex-col gap-0.5">
              <p className="flex min-h-6 items-center gap-2 text-small text-faint">
                <span className="font-medium text-muted">{note.author_name}</span>
                <RelativeTime at={note.created_at} />
                {viewer.may_write && (note.author_id === viewer.id || viewer.may_delete) && (
                  <span className="needs-script ml-auto">
                    <IconButton icon={Trash2} size="small" label="Remove this note" onClick={() => remove(note)} />
                  </span>
                )}
              </p>
              <p className="whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]">{note.body}</p>
            </li>
          ))}
        </ul>
      )}
      {shown.length === 0 && !viewer.may_write && <p className="text-small text-faint">Nobody has noted anything.</p>}
      {viewer.may_write && (
        <Form action={action} result={result} onSubmit={add} className="flex flex-col gap-2" key={turnId}>
          <div ref={field}>
            <Textarea
              name="body"
              label="A note for whoever looks next"
              rows={2}
              maxLength={4_000}
              value={draft}
              onChange={(event) => setDraft(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey))
                  event.currentTarget.form?.requestSubmit();
              }}
            />
          </div>
          <div>
            <SubmitButton intent="note" tone="secondary" size="small">
              Add note
            </SubmitButton>
          </div>
        </Form>
      )}
    </div>
  );
}

function withPending(notes: TurnNote[], pending: Record<string, string> | null, viewer: Viewer): TurnNote[] {
  if (pending?.intent === "unnote") return notes.filter((note) => note.id !== pending.note);
  if (pending?.intent !== "note" || notes.some((note) => note.id === pending.note)) return notes;
  const { note: id = "", body = "" } = pending;
  const mine = { id, body, author_id: viewer.id, author_name: viewer.name, created_at: new Date().toISOString() };
  return [...notes, mine];
}

/** Pages without https have no crypto.randomUUID. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
