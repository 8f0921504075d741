export type ReadEvent = { event: string; id: string; data: unknown };

/** Reads server-sent events one by one: `await events.next("turn")` passes over what has another name. */
export function readEvents(response: Response) {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";

  async function read(): Promise<ReadEvent> {
    for (;;) {
      const end = held.indexOf("\n\n");
      if (end >= 0) {
        const block = held.slice(0, end);
        held = held.slice(end + 2);
        const field = (name: string) =>
          block
            .split("\n")
            .find((line) => line.startsWith(`${name}: `))
            ?.slice(name.length + 2);
        const data = field("data");
        if (data !== undefined)
          return { event: field("event") ?? "message", id: field("id") ?? "", data: JSON.parse(data) };
        continue;
      }
      const { value, done } = await reader.read();
      if (done) throw new Error("the stream ended");
      held += value;
    }
  }

  return {
    async next(event: string, isIt: (data: unknown) => boolean = () => true): Promise<ReadEvent> {
      for (;;) {
        const found = await read();
        if (found.event === event && isIt(found.data)) return found;
      }
    },
  };
}
