import { randomUUID } from "node:crypto";
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { RequestContext } from "~/platform/load-context";

const ORIGIN = "http://127.0.0.1:3000";

type Options = {
  cookie?: string;
  /** The secret of an API key. */
  key?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  context?: Partial<RequestContext>;
};

export function testContext(changes: Partial<RequestContext> = {}): RequestContext {
  return {
    nonce: "test",
    requestId: randomUUID(),
    clientAddress: "127.0.0.1",
    peerAddress: "127.0.0.1",
    secure: false,
    closed: new AbortController().signal,
    ...changes,
  };
}

function args(path: string, init: RequestInit, options: Options): LoaderFunctionArgs {
  const headers = new Headers(options.headers);
  if (options.cookie) headers.set("Cookie", options.cookie);
  if (options.key) headers.set("Authorization", `Bearer ${options.key}`);
  if (init.method === "POST" && !headers.has("Origin")) headers.set("Origin", ORIGIN);
  return {
    request: new Request(new URL(path, ORIGIN), { ...init, headers }),
    params: options.params ?? {},
    context: testContext(options.context),
  };
}

/** What a loader is called with: `await loader(get("/access?tab=keys", { cookie }))`. */
export function get(path: string, options: Options = {}): LoaderFunctionArgs {
  return args(path, { method: "GET" }, options);
}

/** What an action is called with when a form was sent. A list becomes a repeated field. */
export function post(path: string, form: Record<string, string | string[]>, options: Options = {}): LoaderFunctionArgs {
  const body = new FormData();
  for (const [name, value] of Object.entries(form)) for (const each of [value].flat()) body.append(name, each);
  return args(path, { method: "POST", body }, options);
}

/** What an action of the machine interface is called with. */
export function sendJson(method: string, path: string, body: unknown, options: Options = {}): LoaderFunctionArgs {
  return args(
    path,
    { method, body: JSON.stringify(body) },
    {
      ...options,
      headers: { "Content-Type": "application/json", ...options.headers },
    },
  );
}
