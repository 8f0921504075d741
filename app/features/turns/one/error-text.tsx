/** What went wrong, as the runtime said it. */
export function ErrorText({ text }: { text: string }) {
  return (
    <pre
      tabIndex={0}
      role="group"
      aria-label="Error"
      className="max-h-60 overflow-auto rounded-control border border-err/30 bg-err/5 px-2.5 py-2 text-small whitespace-pre-wrap text-err wrap-anywhere [unicode-bidi:plaintext]"
    >
      {text}
    </pre>
  );
}
