import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A model behind the interface that OpenAI's clients speak. It says its words one by one, and waits in the middle. */
export async function modelServer(words: string[]) {
  let goOn = () => {};
  const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));

  async function say(response: ServerResponse) {
    const send = (choices: object[], more = {}) =>
      response.write(
        `data: ${JSON.stringify({ id: "c1", object: "chat.completion.chunk", created: 1, model: "fake-model", choices, ...more })}\n\n`,
      );
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    for (const [index, content] of words.entries()) {
      if (index === words.length - 1) await mayGoOn;
      send([{ index: 0, delta: { content }, finish_reason: null }]);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    send([{ index: 0, delta: {}, finish_reason: "stop" }]);
    const prompt_tokens_details = { cached_tokens: 6 };
    send([], { usage: { prompt_tokens: 20, completion_tokens: 9, total_tokens: 29, prompt_tokens_details } });
    response.end("data: [DONE]\n\n");
  }

  const server = createServer((request, response) => {
    request.resume();
    if (request.method !== "POST" || request.url !== "/v1/chat/completions") return void response.writeHead(404).end();
    void say(response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** Lets it say its last word. */
    goOn: () => goOn(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
