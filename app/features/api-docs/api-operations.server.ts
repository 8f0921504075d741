import { jsonSchema, pathParameters, type Operation } from "~/platform/openapi.server";

export type ApiField = { name: string; type: string; required: boolean; note: string };
export type ApiOperation = {
  id: string;
  method: string;
  path: string;
  area: string;
  summary: string;
  description: string | null;
  scope: string | null;
  parameters: ApiField[];
  body: ApiField[];
  answers: { status: string; description: string; fields: ApiField[]; example: string | null }[];
  curl: string;
};

type Schema = {
  type?: string | string[];
  anyOf?: Schema[];
  enum?: unknown[];
  items?: Schema;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
};

/** "string", "list of string", "string or null", "a | b". */
function typeOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(schema.items) : "anything"}`;
  const type = Array.isArray(schema.type) ? schema.type.join(" or ") : (schema.type ?? "anything");
  return schema.format ? `${type} (${schema.format})` : type;
}

function fieldsOf(schema: Schema): ApiField[] {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeOf(field),
    required: schema.required?.includes(name) ?? false,
    note: field.description ?? "",
  }));
}

function curlOf(operation: Operation, origin: string): string {
  const lines = [`curl ${operation.method === "GET" ? "" : `-X ${operation.method} `}${origin}${operation.path}`];
  lines.push(`  -H "Authorization: Bearer $WHEELHOUSE_KEY"`);
  if (operation.body) {
    lines.push(`  -H "Content-Type: application/json"`);
    lines.push(`  -d '${JSON.stringify(operation.example ?? {})}'`);
  }
  return lines.join(" \\\n");
}

/** The operations in the words of the page. */
export function describeOperations(operations: readonly Operation[], origin: string): ApiOperation[] {
  return operations.map((operation) => ({
    id: `${operation.method}-${operation.path}`.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    method: operation.method,
    path: operation.path,
    area: operation.area,
    summary: operation.summary,
    description: operation.description ?? null,
    scope: operation.scope,
    parameters: [
      ...pathParameters(operation.path).map((name) => ({ name, type: "string", required: true, note: "in the path" })),
      ...(operation.query ? fieldsOf(jsonSchema(operation.query, "input") as Schema) : []),
    ],
    body: operation.body ? fieldsOf(jsonSchema(operation.body, "input") as Schema) : [],
    answers: Object.entries(operation.answers).map(([status, answer]) => ({
      status,
      description: answer.description,
      fields: answer.schema ? fieldsOf(jsonSchema(answer.schema, "output") as Schema) : [],
      example: answer.example === undefined ? null : JSON.stringify(answer.example, null, 2),
    })),
    curl: curlOf(operation, origin),
  }));
}
