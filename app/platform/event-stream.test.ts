import { expect, test } from "vitest";
import { closeStreams, eventStream, openStreamCount } from "./event-stream.server";

async function read(response: Response): Promise<string> {
  return new Response(response.body).text();
}

test("a stream ends and undoes itself when the browser leaves", async () => {
  const closed = new AbortController();
  let undone = 0;
  const response = eventStream(closed.signal, (emit) => {
    emit({ event: "turn", id: "1", data: { a: 1 } });
    return () => void undone++;
  });
  closed.abort();
  expect(await read(response)).toBe(': open\n\nevent: turn\nid: 1\ndata: {"a":1}\n\n');
  expect(undone).toBe(1);
  expect(openStreamCount()).toBe(0);
});

test("a stopping server tells every browser when to come back", async () => {
  const response = eventStream(new AbortController().signal, () => () => undefined);
  expect(openStreamCount()).toBe(1);
  closeStreams();
  expect(await read(response)).toMatch(/retry: \d+\n\n$/);
});

test("a line break in an id cannot start another event", async () => {
  const closed = new AbortController();
  const response = eventStream(closed.signal, (emit) => {
    emit({ id: "1\nevent: fake", data: "two\nlines" });
    return () => undefined;
  });
  closed.abort();
  expect(await read(response)).toBe(': open\n\nid: 1 event: fake\ndata: "two\\nlines"\n\n');
});
