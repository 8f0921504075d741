import fs from "node:fs";
import path from "node:path";
import type { RouteConfigEntry } from "@remix-run/route-config";
import ts from "typescript";
import routes from "../../app/routes";

type Guard =
  | { kind: "user"; permission: string }
  /** Without a scope any key will do. */
  | { kind: "key"; scope: string | null }
  | { kind: "user or key"; permission: string }
  | { kind: "anyone"; why: string };

/** One handler of a route module, and what stands in its first line. */
type Handler = { guard: Guard | null; firstLine: string };

export type SiteRoute = {
  /** As in the site map, with its parameters: /access/people/:id */
  path: string;
  file: string;
  /** Whether it is the page of its layout's own address; a write to it then says so with ?index. */
  isIndex: boolean;
  /** Whether it draws a page; if not, it answers programs. */
  isPage: boolean;
  loader: Handler | null;
  action: Handler | null;
  /** The layouts around it, the outermost first. Their loaders run for it too. */
  parents: SiteRoute[];
};

/** Every address of the product, from app/routes.ts and the sources of its modules. */
export function siteMap(): SiteRoute[] {
  return flatten(routes, "", []);
}

function flatten(entries: RouteConfigEntry[], base: string, parents: SiteRoute[]): SiteRoute[] {
  return entries.flatMap((entry) => {
    const full = path.posix.join("/", base, entry.path ?? "");
    const own = {
      path: full,
      file: entry.file,
      isIndex: entry.index === true,
      parents,
      ...readModule(path.join("app", entry.file)),
    };
    const children = flatten(entry.children ?? [], full, [...parents, own]);
    // A layout has no address of its own.
    return entry.path === undefined && !entry.index ? children : [own, ...children];
  });
}

export function readModule(file: string, source = fs.readFileSync(file, "utf8")) {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const exported = new Map<string, ts.Node>();
  let isPage = false;
  for (const statement of tree.statements) {
    const words = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (ts.isExportAssignment(statement)) isPage = true;
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
      for (const { name } of statement.exportClause.elements) exported.set(name.text, statement);
    if (!words.some((word) => word.kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (words.some((word) => word.kind === ts.SyntaxKind.DefaultKeyword)) isPage = true;
    else if (ts.isFunctionDeclaration(statement) && statement.name) exported.set(statement.name.text, statement);
    else if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        if (initializer) exported.set(name.getText(), initializer);
  }
  const locals = new Map(
    tree.statements.flatMap((statement) =>
      ts.isFunctionDeclaration(statement) && statement.name ? [[statement.name.text, statement] as const] : [],
    ),
  );
  const handler = (name: string) => {
    const node = exported.get(name);
    return node ? readHandler((ts.isIdentifier(node) && locals.get(node.text)) || node) : null;
  };
  return { isPage, loader: handler("loader"), action: handler("action") };
}

function readHandler(node: ts.Node): Handler {
  const body = ts.isFunctionLike(node) && "body" in node ? node.body : undefined;
  const first = body && ts.isBlock(body) ? body.statements[0] : body;
  if (!first) return { guard: null, firstLine: "" };
  return { guard: findGuard(first), firstLine: first.getText().split("\n")[0] ?? "" };
}

/** The guard that a first statement calls, awaits, or keeps the answer of; or one for people and one for programs. */
function findGuard(statement: ts.Node): Guard | null {
  if (ts.isIfStatement(statement)) {
    const guards = [statement.thenStatement, statement.elseStatement].map((branch) => branch && findGuard(branch));
    const user = guards.find((guard) => guard?.kind === "user");
    return user?.kind === "user" && guards.some((guard) => guard?.kind === "key")
      ? { kind: "user or key", permission: user.permission }
      : null;
  }
  let node: ts.Node | undefined = statement;
  if (ts.isExpressionStatement(node)) node = node.expression;
  if (ts.isVariableStatement(node)) node = node.declarationList.declarations[0]?.initializer;
  if (node && ts.isAwaitExpression(node)) node = node.expression;
  if (!node || !ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return null;
  const last = node.arguments.at(-1);
  const text = last && ts.isStringLiteralLike(last) ? last.text : null;
  switch (node.expression.text) {
    case "requireUser":
      return text === null ? null : { kind: "user", permission: text };
    case "requireKey":
      return { kind: "key", scope: text };
    case "anyone":
      return text === null ? null : { kind: "anyone", why: text };
    default:
      return null;
  }
}
