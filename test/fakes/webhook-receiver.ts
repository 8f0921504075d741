import http from "node:http";
import type { AddressInfo } from "node:net";

type Answer = number | "hang" | "cut" | { status: number; headers?: Record<string, string>; body?: string };
type Received = { path: string; headers: http.IncomingHttpHeaders; body: string };

export type WebhookReceiver = AsyncDisposable & {
  url: string;
  port: number;
  received: Received[];
  /** What it says next, in order; the last one stays. */
  answer: (...answers: Answer[]) => void;
};

/** Takes webhooks, and fails, hangs, cuts or redirects when told to. */
export async function webhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let answers: Answer[] = [200];
  const server = http.createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.on("end", () => {
      received.push({ path: req.url ?? "", headers: req.headers, body: Buffer.concat(chunks).toString("utf8") });
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!;
      if (answer === "hang") return;
      if (answer === "cut") return void req.socket.destroy();
      const { status, headers = {}, body = "ok" } = typeof answer === "number" ? { status: answer } : answer;
      res.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    answer: (...next) => void (answers = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
