import { json } from "@codemirror/lang-json";
import { syntaxTree } from "@codemirror/language";
import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const marks: Record<string, Decoration> = {
  PropertyName: Decoration.mark({ class: "cm-json-key" }),
  String: Decoration.mark({ class: "cm-json-string" }),
  Number: Decoration.mark({ class: "cm-json-number" }),
  True: Decoration.mark({ class: "cm-json-word" }),
  False: Decoration.mark({ class: "cm-json-word" }),
  Null: Decoration.mark({ class: "cm-json-word" }),
};

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: (node) => {
        const mark = marks[node.name];
        if (mark) builder.add(node.from, node.to, mark);
      },
    });
  }
  return builder.finish();
}

/** Colours by class, from the tokens; CodeMirror's own highlighting has fixed colours for a white page. */
const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      const parsed = syntaxTree(update.state) !== syntaxTree(update.startState);
      if (update.docChanged || update.viewportChanged || parsed) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

export const jsonLanguage: Extension = [json(), colours];
