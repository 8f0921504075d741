import { autocompletion, closeCompletion, completionKeymap } from "@codemirror/autocomplete";
import { linter, lintGutter, type Diagnostic } from "@codemirror/lint";
import { StateEffect, type Extension } from "@codemirror/state";
import {
  Decoration,
  EditorView,
  keymap,
  MatchDecorator,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from "@codemirror/view";
import { lintTemplate } from "~/lib/prompt-template/lint-template";
import { parseTemplate } from "~/lib/prompt-template/parse-template";
import type { PromptVariable } from "~/lib/prompt-template/prompt-variable";
import type { TemplateSyntax } from "~/lib/prompt-template/template";
import { completeTemplate } from "./complete-template";
import type { PromptNames } from "./prompt-names.server";

/** What the editor knows besides the text: it changes while somebody writes. */
export type TemplateContext = {
  key: string;
  syntax: TemplateSyntax;
  variables: readonly PromptVariable[];
  /** Null until they have come: then no reference is called unknown. */
  names: PromptNames | null;
};

/** Sent to an editor whose context is another one now. */
export const contextChanged = StateEffect.define<null>();

const LINT_AFTER_MS = 350;

const theme = EditorView.theme({
  ".cm-template-variable": { color: "var(--brass)" },
  ".cm-template-reference": { color: "var(--run)" },
  ".cm-template-content": { color: "var(--ok)" },
  ".cm-template-escape": { color: "var(--text-3)" },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    overflow: "hidden",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "12px", maxHeight: "240px" },
  ".cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", lineHeight: "18px" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--wash)", color: "var(--text)" },
  ".cm-completionDetail": { color: "var(--text-3)", fontStyle: "normal", fontFamily: "var(--sans)" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--brass)" },
  ".cm-diagnostic": { padding: "4px 8px", fontFamily: "var(--sans)", borderLeft: "3px solid transparent" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--err)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--warn)" },
  ".cm-diagnostic-info": { borderLeftColor: "var(--run)" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid var(--err)" },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px solid var(--warn)" },
  ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "1px dotted var(--run)" },
  ".cm-gutter-lint": { width: "12px" },
});

const KIND = {
  variable: Decoration.mark({ class: "cm-template-variable" }),
  reference: Decoration.mark({ class: "cm-template-reference" }),
  content: Decoration.mark({ class: "cm-template-content" }),
  escape: Decoration.mark({ class: "cm-template-escape" }),
};

const MUSTACHE = /\\*\{\{[^{}\n]{1,600}\}\}/g;
const PYTHON = /\{\{|\}\}|\{[^{}\n]{1,300}\}/g;

function markOf(written: string, syntax: TemplateSyntax): Decoration {
  if (syntax === "python") return written.length === 2 ? KIND.escape : KIND.variable;
  const slashes = written.length - written.replace(/^\\+/, "").length;
  if (slashes % 2 === 1) return KIND.escape;
  const inner = written.slice(slashes + 2, -2).trim();
  if (inner.startsWith(">")) return KIND.reference;
  return inner.startsWith("content.") ? KIND.content : KIND.variable;
}

function highlighter(syntax: TemplateSyntax): MatchDecorator {
  return new MatchDecorator({
    regexp: new RegExp(syntax === "python" ? PYTHON : MUSTACHE),
    decoration: (match) => markOf(match[0], syntax),
  });
}

/** Placeholders in colour, completed while they are written, and what is wrong with them shown in its place. */
export function templateExtensions(
  context: () => TemplateContext,
  onView: (view: EditorView | null) => void,
): Extension {
  const colours = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      private decorator = highlighter(context().syntax);
      constructor(view: EditorView) {
        this.decorations = this.decorator.createDeco(view);
        onView(view);
      }
      update(update: ViewUpdate) {
        if (hasOtherContext(update)) {
          this.decorator = highlighter(context().syntax);
          this.decorations = this.decorator.createDeco(update.view);
        } else this.decorations = this.decorator.updateDeco(update, this.decorations);
      }
      destroy() {
        onView(null);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
  return [
    theme,
    colours,
    lintGutter(),
    linter((view) => diagnose(view.state.doc.toString(), context()), {
      delay: LINT_AFTER_MS,
      needsRefresh: hasOtherContext,
    }),
    autocompletion({ override: [(at) => completeTemplate(at, context())], icons: false, defaultKeymap: false }),
    keymap.of(completionKeymap),
    EditorView.domEventHandlers({ blur: (_, view) => void closeCompletion(view) }),
  ];
}

function hasOtherContext(update: ViewUpdate): boolean {
  return update.transactions.some(({ effects }) => effects.some((effect) => effect.is(contextChanged)));
}

function diagnose(body: string, { key, syntax, variables, names }: TemplateContext): Diagnostic[] {
  const known = names && new Set(names.keys.map((each) => each.key));
  const hasPrompt = known ? (name: string) => name === key || known.has(name) : undefined;
  return lintTemplate(parseTemplate(body, syntax), variables, { ...(hasPrompt && { hasPrompt }) }).map(
    ({ from, to, severity, message }) => ({ from, to: Math.min(to, body.length), severity, message }),
  );
}
