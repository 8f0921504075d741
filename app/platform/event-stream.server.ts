const HEARTBEAT_MS = 15_000;

export type ServerEvent = { event?: string; data: unknown; id?: string };
export type Emit = (event: ServerEvent) => void;

/** The streams that are open now; each can be told to end with a hint when to come back. */
const open = new Set<(retryMs: number) => void>();

/** A line break inside an event's name or id would let data pose as another event. */
const oneLine = (text: string) => text.replace(/[\r\n\0]/g, " ");

function format({ event, data, id }: ServerEvent): string {
  const lines = JSON.stringify(data);
  return `${event ? `event: ${oneLine(event)}\n` : ""}${id ? `id: ${oneLine(id)}\n` : ""}data: ${lines}\n\n`;
}

/**
 * An SSE response. `start` gets `emit` and returns how to undo itself; it is undone when `closed` aborts
 * (the load context's signal: the stream's own cancel() is not called reliably) or when the server stops.
 */
export function eventStream(closed: AbortSignal, start: (emit: Emit) => () => void): Response {
  const encoder = new TextEncoder();
  let end: (retryMs?: number) => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let ended = false;
      const write = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text));
      };
      write(": open\n\n");
      const undo = start((event) => write(format(event)));
      const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      const stop = (retryMs: number) => end(retryMs);
      end = (retryMs) => {
        if (ended) return;
        if (retryMs !== undefined) write(`retry: ${retryMs}\n\n`);
        ended = true;
        clearInterval(heartbeat);
        open.delete(stop);
        undo();
        try {
          controller.close();
        } catch {
          // The browser left first: there is nobody to close it for.
        }
      };
      open.add(stop);
      if (closed.aborted) end();
      else closed.addEventListener("abort", () => end(), { once: true });
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

/** Ends every stream. Each browser waits its own moment, so that they do not all come back at once. */
export function closeStreams(): void {
  for (const stop of open) stop(1_000 + Math.round(Math.random() * 2_000));
}

export function openStreamCount(): number {
  return open.size;
}
