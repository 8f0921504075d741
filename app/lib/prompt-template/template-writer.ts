import { MAX_PROBLEMS, type ParsedTemplate, type Place, type TemplateNode, type TemplateProblem } from "./template";

type Bare<Node> = Node extends TemplateNode ? Omit<Node, keyof Place> : never;

/** Says at which line and column an offset stands. */
export function lineMap(body: string): (from: number, to: number) => Place {
  const starts = [0];
  for (let at = body.indexOf("\n"); at >= 0; at = body.indexOf("\n", at + 1)) starts.push(at + 1);
  return (from, to) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= from) low = middle;
      else high = middle - 1;
    }
    return { from, to, line: low + 1, column: from - starts[low]! + 1 };
  };
}

/** Gathers what a parser finds, in the order of the body. */
export function templateWriter(syntax: ParsedTemplate["syntax"], body: string) {
  const placeOf = lineMap(body);
  const nodes: TemplateNode[] = [];
  const problems: TemplateProblem[] = [];
  let pieces: string[] = [];
  let textFrom = 0;
  const flush = (to: number) => {
    if (to > textFrom) nodes.push({ kind: "text", text: pieces.join(""), ...placeOf(textFrom, to) });
    pieces = [];
  };
  return {
    text: (piece: string) => void (piece && pieces.push(piece)),
    node(node: Bare<TemplateNode>, from: number, to: number) {
      flush(from);
      nodes.push({ ...node, ...placeOf(from, to) });
      textFrom = to;
    },
    problem(code: TemplateProblem["code"], message: string, from: number, to: number) {
      if (problems.length < MAX_PROBLEMS) problems.push({ severity: "error", code, message, ...placeOf(from, to) });
    },
    end(): ParsedTemplate {
      flush(body.length);
      return { syntax, body, nodes, problems };
    },
  };
}
