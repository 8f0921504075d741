import { z } from "zod";
import { ERROR_STATUS } from "~/lib/errors";
import type { Scope } from "./permissions";

/** What the machine interface can do at one address with one method. Areas define theirs beside their code. */
export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With placeholders, as in /api/v1/turns/{id}. */
  path: string;
  area: string;
  summary: string;
  description?: string;
  /** Null: any key. */
  scope: Scope | null;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** By status. */
  answers: Record<number, { description: string; schema?: z.ZodType; example?: unknown; contentType?: string }>;
  /** A body that works. */
  example?: unknown;
};

export function defineOperation(operation: Operation): Operation {
  return operation;
}

type Json = Record<string, unknown>;

const ERROR_SCHEMA = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: { type: "string", enum: Object.keys(ERROR_STATUS) },
        message: { type: "string" },
        request_id: { type: "string" },
        details: { type: "object", additionalProperties: true },
      },
    },
  },
};

/** A schema as JSON Schema, without the parts that only repeat the document's own version. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}

export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
}

function parametersOf(operation: Operation): Json[] {
  const inPath = pathParameters(operation.path).map((name) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  if (!operation.query) return inPath;
  const { properties = {}, required = [] } = jsonSchema(operation.query, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    ...(typeof schema.description === "string" && { description: schema.description }),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function describeOperation(operation: Operation): Json {
  const answers = Object.entries(operation.answers).map(([status, answer]) => [
    status,
    {
      description: answer.description,
      ...(answer.schema && {
        content: {
          [answer.contentType ?? "application/json"]: {
            schema: jsonSchema(answer.schema, "output"),
            ...(answer.example !== undefined && { example: answer.example }),
          },
        },
      }),
    },
  ]);
  const name = operation.path.replace("/api/v1/", "").replace(/[^A-Za-z0-9]+/g, "_");
  return {
    operationId: `${operation.method.toLowerCase()}_${name}`.replace(/_$/, ""),
    tags: [operation.area],
    summary: operation.summary,
    ...(operation.description && { description: operation.description }),
    security: [{ key: [] }],
    ...(operation.scope && { "x-scope": operation.scope }),
    parameters: parametersOf(operation),
    ...(operation.body && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: jsonSchema(operation.body, "input"),
            ...(operation.example !== undefined && { example: operation.example }),
          },
        },
      },
    }),
    responses: { ...Object.fromEntries(answers), default: { $ref: "#/components/responses/Error" } },
  };
}

/** The whole interface as an OpenAPI 3.1 document. */
export function openApiDocument(operations: readonly Operation[], server: { url: string; version: string }): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = describeOperation(operation);
  return {
    openapi: "3.1.0",
    info: {
      title: "Wheelhouse",
      version: server.version,
      description:
        "What agent runtimes and scripts call. Times are ISO 8601 in UTC; money goes out as decimal strings.",
    },
    servers: [{ url: server.url }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key, whk_…, made on the Access page." },
      },
      schemas: { Error: ERROR_SCHEMA },
      responses: {
        Error: {
          description: "What went wrong, in one shape for every call.",
          content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
        },
      },
    },
  };
}

/** Whether an address is one of ours, and what it takes. A placeholder stands for one part of the path. */
export function methodsAt(operations: readonly Operation[], pathname: string): string[] {
  const parts = pathname.replace(/\/$/, "").split("/");
  return operations
    .filter(({ path }) => {
      const pattern = path.split("/");
      return pattern.length === parts.length && pattern.every((part, i) => part.startsWith("{") || part === parts[i]);
    })
    .map((operation) => operation.method);
}
