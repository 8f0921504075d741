import { createReadableStreamFromReadable, type AppLoadContext, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "~/config/log.server";
import { botFacesOf } from "~/platform/bot-faces.server";
import { gatherChunks } from "~/platform/gather-chunks.server";
import { DocumentFaces, DocumentFacesContext } from "~/ui/bot-faces";
import { NonceContext } from "~/ui/nonce";

/** server.ts and the command line reach the product through these, so that each pool exists once a process. */
export * as edge from "./edge.server";
export { runCli } from "./cli.server";
export { runWorker } from "./worker.server";

const RENDER_TIMEOUT_MS = 10_000;
export const streamTimeout = RENDER_TIMEOUT_MS;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const waitForAll = isbot(request.headers.get("user-agent") ?? "");
  const faces = botFacesOf(context);
  return new Promise((resolve, reject) => {
    let shellDone = false;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={context.nonce}>
        <DocumentFacesContext.Provider value={faces && new DocumentFaces(faces)}>
          <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
        </DocumentFacesContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: context.nonce,
        [waitForAll ? "onAllReady" : "onShellReady"]() {
          shellDone = true;
          const body = gatherChunks();
          headers.set("Content-Type", "text/html; charset=utf-8");
          headers.set("Cache-Control", "no-store");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError(error: unknown) {
          if (shellDone && !context.closed.aborted)
            log.error({ err: error, requestId: context.requestId }, "rendering failed");
        },
      },
    );
    setTimeout(abort, RENDER_TIMEOUT_MS + 1_000).unref();
  });
}

/** Only what nobody foresaw comes here: an AppError has become a response before. */
export function handleError(error: unknown, { request, context }: { request: Request; context: AppLoadContext }): void {
  if (request.signal.aborted || context.closed.aborted) return;
  log.error({ err: error, requestId: context.requestId, url: new URL(request.url).pathname }, "a page failed");
}
