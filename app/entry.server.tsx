import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import type { ReactElement } from "react";
import { renderToPipeableStream, renderToString } from "react-dom/server";
import { log } from "~/config/log.server";
import { botFacesOf } from "~/platform/bot-faces.server";
import { handoffScripts } from "~/platform/handoff-scripts.server";
import { gatherChunks } from "~/platform/gather-chunks.server";
import { DocumentFaces, DocumentFacesContext } from "~/ui/bot-faces";
import { NonceContext } from "~/ui/nonce";

/** server.ts and the command line reach the product through these, so that each pool exists once a process. */
export * as edge from "./edge.server";
export { runCli } from "./cli.server";
export { runWorker } from "./worker.server";

const RENDER_TIMEOUT_MS = 10_000;
export const streamTimeout = RENDER_TIMEOUT_MS;

/** A boundary that waits for a script or for data, or has failed. */
const UNFINISHED = "<!--$!-->";

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  headers.set("Content-Type", "text/html; charset=utf-8");
  headers.set("Cache-Control", "no-store");
  const html = await drawWhole(request.url, remixContext, context);
  if (html !== null) return new Response(Buffer.from(html), { headers, status });
  return drawPiecemeal(request, status, headers, remixContext, context);
}

function drawnDocument(remixContext: EntryContext, url: string, context: AppLoadContext): ReactElement {
  const faces = botFacesOf(context);
  return (
    <NonceContext.Provider value={context.nonce}>
      <DocumentFacesContext.Provider value={faces && new DocumentFaces(faces)}>
        <RemixServer context={remixContext} url={url} nonce={context.nonce} />
      </DocumentFacesContext.Provider>
    </NonceContext.Provider>
  );
}

/**
 * The page as one text: half the time of a stream, which copies every attribute into a buffer by itself. Null where
 * something is still to come, as a part's script when it is first wanted, or has failed: a stream waits and tells.
 */
async function drawWhole(url: string, remixContext: EntryContext, context: AppLoadContext): Promise<string | null> {
  const renderMeta: NonNullable<EntryContext["renderMeta"]> = {};
  let html: string;
  try {
    html = renderToString(drawnDocument({ ...remixContext, renderMeta, serverHandoffStream: undefined }, url, context));
  } catch {
    return null;
  }
  if (html.includes(UNFINISHED)) return null;
  const { serverHandoffStream } = remixContext;
  const scripts =
    renderMeta.didRenderScripts && serverHandoffStream ? await handoffScripts(serverHandoffStream, context.nonce) : "";
  return `<!DOCTYPE html>${html}${scripts}`;
}

function drawPiecemeal(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const waitForAll = isbot(request.headers.get("user-agent") ?? "");
  return new Promise((resolve, reject) => {
    let shellDone = false;
    const { pipe, abort } = renderToPipeableStream(drawnDocument(remixContext, request.url, context), {
      nonce: context.nonce,
      [waitForAll ? "onAllReady" : "onShellReady"]() {
        shellDone = true;
        const body = gatherChunks();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
      onError(error: unknown) {
        if (shellDone && !context.closed.aborted)
          log.error({ err: error, requestId: context.requestId }, "rendering failed");
      },
    });
    setTimeout(abort, RENDER_TIMEOUT_MS + 1_000).unref();
  });
}

/** Only what nobody foresaw comes here: an AppError has become a response before. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted || context.closed.aborted) return;
  log.error({ err: error, requestId: context.requestId, url: new URL(request.url).pathname }, "a page failed");
}
