import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { siteMap } from "./site-map";

type Intent = { name: string; file: string; path: string; intent: string | null };
type Module = { file: string; tree: ts.SourceFile };

const modules = new Map<string, Module>();

function open(file: string): Module {
  let found = modules.get(file);
  if (!found) {
    const tree = ts.createSourceFile(
      file,
      fs.readFileSync(file, "utf8"),
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.TSX,
    );
    modules.set(file, (found = { file, tree }));
  }
  return found;
}

/** The file of our own that an import names, or null. */
function resolve(from: string, specifier: string): string | null {
  const base = specifier.startsWith("~/")
    ? path.join("app", specifier.slice(2))
    : specifier.startsWith(".")
      ? path.join(path.dirname(from), specifier)
      : null;
  return base && ([".ts", ".tsx"].map((ending) => base + ending).find((file) => fs.existsSync(file)) ?? null);
}

/** What a name stands for: a constant of the module, or of the one it is imported from. */
function lookUp(module: Module, name: string): { module: Module; node: ts.Node } | null {
  for (const statement of module.tree.statements) {
    if (ts.isVariableStatement(statement))
      for (const declaration of statement.declarationList.declarations)
        if (declaration.name.getText() === name && declaration.initializer)
          return { module, node: declaration.initializer };
    const bindings = ts.isImportDeclaration(statement) && statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const imported = bindings.elements.find((element) => element.name.text === name);
    const file = imported && resolve(module.file, (statement.moduleSpecifier as ts.StringLiteral).text);
    if (imported && file) return lookUp(open(file), (imported.propertyName ?? imported.name).text);
  }
  return null;
}

/** Every text that a schema allows for `intent`. */
function collect(module: Module, node: ts.Node, found: Set<string>, seen = new Set<ts.Node>()): void {
  if (seen.has(node)) return;
  seen.add(node);
  if (ts.isPropertyAssignment(node) && node.name.getText() === "intent") {
    const words = (inner: ts.Node): void => {
      if (ts.isStringLiteral(inner)) found.add(inner.text);
      ts.forEachChild(inner, words);
    };
    return words(node.initializer);
  }
  if (ts.isIdentifier(node)) {
    const target = lookUp(module, node.text);
    if (target) collect(target.module, target.node, found, seen);
  }
  ts.forEachChild(node, (child) => collect(module, child, found, seen));
}

/** Every write that a form can ask for, as "path intent"; an action without intents is its path alone. */
export function allIntents(): Intent[] {
  return (
    siteMap()
      // Programs write with a key and without a form: ingest is not audited, and the rest has tests of its own.
      .filter(({ action }) => action && action.guard?.kind !== "key")
      .flatMap((route): Intent[] => {
        const module = open(path.join("app", route.file));
        const found = new Set<string>();
        const visit = (node: ts.Node): void => {
          const isParse = ts.isCallExpression(node) && node.expression.getText() === "parseAction";
          if (isParse && node.arguments[1]) collect(module, node.arguments[1], found);
          ts.forEachChild(node, visit);
        };
        visit(module.tree);
        const about = { file: route.file, path: route.path };
        if (found.size === 0) return [{ ...about, name: route.path, intent: null }];
        return [...found].map((intent) => ({ ...about, name: `${route.path} ${intent}`, intent }));
      })
  );
}
