import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "~/lib/errors";
import { errorResponse } from "~/platform/error-mapping.server";
import { get, sendJson } from "./request";

type Module = {
  loader?: (args: LoaderFunctionArgs) => Promise<unknown>;
  action?: (args: LoaderFunctionArgs) => Promise<unknown>;
};
type Options = { key?: string; headers?: Record<string, string>; rawBody?: BodyInit; closed?: AbortSignal };
// oxlint-disable-next-line typescript/no-explicit-any -- answers are held against schemas where their shape matters
export type Answer = { status: number; headers: Headers; body: any; response: Response };

/** Calls routes of the machine interface as the server does: by address and method, with errors as responses. */
export function machineApi(routes: Record<string, Module>, unknown: Module, defaults: Options = {}) {
  const table = Object.entries(routes).map(([path, module]) => ({ parts: path.split("/"), module }));

  async function open(method: string, path: string, body?: unknown, given: Options = {}): Promise<Response> {
    const options = { ...defaults, ...given };
    const pathname = path.split("?")[0]!;
    const parts = pathname.split("/");
    const found = table.find(
      (each) =>
        each.parts.length === parts.length && each.parts.every((part, i) => part.startsWith(":") || part === parts[i]),
    );
    const params = Object.fromEntries(
      (found?.parts ?? []).flatMap((part, i) =>
        part.startsWith(":") ? [[part.slice(1), decodeURIComponent(parts[i]!)]] : [],
      ),
    );
    const reads = method === "GET" || method === "HEAD";
    const handler =
      (reads ? found?.module.loader : found?.module.action) ?? (reads ? unknown.loader! : unknown.action!);
    const { key, headers, closed } = options;
    const context = closed ? { closed } : {};
    const args = reads
      ? get(path, { key, headers, params, context })
      : sendJson(method, path, body ?? {}, { key, headers, params, context });
    if (options.rawBody !== undefined)
      args.request = new Request(args.request.url, {
        method,
        headers: args.request.headers,
        body: options.rawBody,
      });
    try {
      return (await handler(args)) as Response;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return errorResponse(error, "test", true);
    }
  }

  async function call(method: string, path: string, body?: unknown, options: Options = {}): Promise<Answer> {
    const response = await open(method, path, body, options);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("application/json");
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text, response };
  }

  return { call, open };
}
