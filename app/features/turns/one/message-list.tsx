import type { ReactNode } from "react";
import { formatBytes } from "~/lib/bytes";
import { formatNumber } from "~/lib/numbers";
import { safeHref } from "~/ui/safe-href";
import type { MessagePart, ReadableMessage, ReadableMessages } from "./readable-messages";
import type { TextHead } from "./turn-view";

const SHOWN_AT_ONCE = 12;
const FOLDED_CHARS = 700;

const ROLE_COLOURS: Record<string, string> = {
  system: "text-brass",
  developer: "text-brass",
  user: "text-run",
  assistant: "text-ok",
  model: "text-ok",
};

/** The messages that the model was given, as a conversation. The newest are open, what is older is a click away. */
export function MessageList({ messages: { messages, count } }: { messages: ReadableMessages }) {
  const older = messages.length > SHOWN_AT_ONCE + 3 ? messages.slice(0, -SHOWN_AT_ONCE) : [];
  const newer = messages.slice(older.length);
  const lost = count - messages.length;
  return (
    <div className="flex min-w-0 flex-col gap-2">
      {lost > 0 && (
        <p className="text-small text-faint">
          The {formatNumber(lost)} oldest of {formatNumber(count)} are only in the JSON below.
        </p>
      )}
      {older.length > 0 && (
        <details>
          <summary className="w-fit cursor-pointer text-small text-muted hover:text-text">
            {formatNumber(older.length)} earlier messages
          </summary>
          <Messages messages={older} />
        </details>
      )}
      <Messages messages={newer} />
    </div>
  );
}

function Messages({ messages }: { messages: ReadableMessage[] }) {
  return (
    <ol className="flex min-w-0 flex-col divide-y divide-line-soft overflow-hidden rounded-card border border-line-soft bg-raised [font-variant-ligatures:none]">
      {messages.map((message, index) => (
        <li key={index} className="grid min-w-0 gap-x-4 gap-y-1 px-3 py-2 sm:grid-cols-[88px_minmax(0,1fr)]">
          <span className={`truncate text-small font-medium ${ROLE_COLOURS[message.role] ?? "text-muted"}`}>
            {message.role}
            {message.name && <span className="font-normal text-faint"> {message.name}</span>}
          </span>
          <div className="flex min-w-0 flex-col gap-1.5">
            {message.parts.map((part, place) => (
              <Part key={place} part={part} folds={message.role === "system" || message.role === "developer"} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Part({ part, folds }: { part: MessagePart; folds: boolean }) {
  switch (part.kind) {
    case "text":
      return <Words text={part.text} folds={folds} />;
    case "thinking":
      return (
        <Marked name="thinking">
          <Words text={part.text} folds className="text-muted italic" />
        </Marked>
      );
    case "media": {
      const href = part.href && safeHref(part.href);
      const what = `${part.what}${part.bytes === null ? "" : `, ${formatBytes(part.bytes)}`}`;
      return (
        <Marked name="media">
          {href ? (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="underline underline-offset-2">
              {what}
            </a>
          ) : (
            <span className="text-muted">{what}</span>
          )}
        </Marked>
      );
    }
    case "call":
      return (
        <Marked name={`calls ${part.name}`}>
          <Code text={part.text} />
        </Marked>
      );
    case "result":
      return (
        <Marked name="result">
          <Code text={part.text} />
        </Marked>
      );
    case "json":
      return <Code text={part.text} />;
  }
}

function Marked({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <span className="truncate font-mono text-label text-faint">{name}</span>
      {children}
    </div>
  );
}

function Words({ text, folds, className = "" }: { text: TextHead; folds: boolean; className?: string }) {
  const body = (
    <p className={`whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext] ${className}`}>
      {text.text}
      <Left text={text} />
    </p>
  );
  if (!folds || text.text.length <= FOLDED_CHARS) return body;
  return (
    <details>
      <summary className="cursor-pointer text-muted">
        <span className="[unicode-bidi:plaintext]">{text.text.slice(0, 200).trimEnd()}…</span>
      </summary>
      {body}
    </details>
  );
}

function Code({ text }: { text: TextHead }) {
  return (
    <pre
      tabIndex={0}
      role="group"
      aria-label="As JSON or text"
      className="max-h-48 overflow-auto rounded-control bg-sunken px-2 py-1.5 text-small whitespace-pre-wrap wrap-anywhere [unicode-bidi:plaintext]"
    >
      {text.text}
      <Left text={text} />
    </pre>
  );
}

function Left({ text }: { text: TextHead }) {
  const left = text.chars - text.text.length;
  return left > 0 ? <span className="text-faint"> … {formatNumber(left)} more characters in the JSON</span> : null;
}
