import net from "node:net";

function message(kind: string, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

function number(value: number, bytes: 2 | 4): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeIntBE(value, 0, bytes);
  return buffer;
}

function column(name: string): Buffer {
  return Buffer.concat([
    Buffer.from(`${name}\0`),
    number(0, 4),
    number(0, 2),
    number(25, 4),
    number(-1, 2),
    number(-1, 4),
    number(0, 2),
  ]);
}

function value(text: string): Buffer {
  return Buffer.concat([number(Buffer.byteLength(text), 4), Buffer.from(text)]);
}

/** Speaks just enough of the protocol to let anybody in and to be asked for its version. */
export async function oldPostgres(version: number): Promise<AsyncDisposable & { port: number }> {
  const server = net.createServer((socket) => {
    let started = false;
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const ready = message("Z", "I");
      if (!started) {
        started = true;
        socket.write(Buffer.concat([message("R", number(0, 4)), ready]));
      } else if (data.toString("latin1").startsWith("Q")) {
        socket.write(
          Buffer.concat([
            message("T", number(2, 2), column("number"), column("text")),
            message("D", number(2, 2), value(String(version * 10_000)), value(`${version}.0`)),
            message("C", "SELECT 1\0"),
            ready,
          ]),
        );
      }
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: address && typeof address === "object" ? address.port : 0,
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
