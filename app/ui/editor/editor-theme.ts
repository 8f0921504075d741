import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** One theme for ink and paper: the tokens themselves know which of the two is on. */
const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "transparent", fontSize: "12px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "18px", fontVariantLigatures: "none" },
  ".cm-content": { caretColor: "var(--brass)", padding: "6px 0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--brass)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection": {
    backgroundColor: "color-mix(in oklab, var(--run) 28%, transparent)",
  },
  ".cm-gutters": {
    backgroundColor: "transparent",
    color: "var(--text-3)",
    border: "none",
    borderRight: "1px solid var(--line-soft)",
  },
  ".cm-activeLineGutter, .cm-activeLine": { backgroundColor: "transparent" },
  ".cm-json-key": { color: "var(--text)" },
  ".cm-json-string": { color: "var(--ok)" },
  ".cm-json-number": { color: "var(--run)" },
  ".cm-json-word": { color: "var(--brass)" },
  "&.cm-merge-a .cm-changedLine, .cm-deletedChunk": {
    backgroundColor: "color-mix(in oklab, var(--err) 10%, transparent)",
  },
  "&.cm-merge-b .cm-changedLine, .cm-insertedLine, .cm-inlineChangedLine": {
    backgroundColor: "color-mix(in oklab, var(--ok) 10%, transparent)",
  },
  "&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText, &.cm-merge-b .cm-deletedText": {
    background: "color-mix(in oklab, var(--err) 26%, transparent)",
  },
  "&.cm-merge-b .cm-changedText, .cm-insertedLine .cm-changedText": {
    background: "color-mix(in oklab, var(--ok) 26%, transparent)",
  },
  // On their own ground changed lines keep the contrast of plain text only.
  ".cm-changedLine [class*=cm-json], .cm-insertedLine [class*=cm-json], .cm-deletedChunk [class*=cm-json]": {
    color: "var(--text)",
  },
  "&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter": { background: "var(--err)" },
  "&.cm-merge-b .cm-changedLineGutter": { background: "var(--ok)" },
  ".cm-collapsedLines": {
    color: "var(--text-3)",
    background: "var(--sunken)",
    fontFamily: "var(--sans)",
    fontSize: "11px",
    padding: "3px 10px",
    "&:before, &:after": { content: "none" },
  },
});

/** What every editor here has. Without the nonce the policy of the page refuses the styles, and nothing is laid out. */
export function editorBase(nonce: string | undefined, attributes: Record<string, string>): Extension[] {
  return [
    nonce ? EditorView.cspNonce.of(nonce) : [],
    theme,
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    EditorView.contentAttributes.of({ ...attributes, spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
  ];
}

/** To read and to select with the keyboard, not to change. */
export const readOnly: Extension = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ tabindex: "0", "aria-readonly": "true" }),
];
