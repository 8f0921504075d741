// Stands in for build/server.js where only the launcher is under test: it answers, reaches the database and ends.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import pg from "pg";

const { PORT, HOST, DATA_DIR, DATABASE_URL, CONSOLE_FAILS } = process.env;
if (CONSOLE_FAILS) {
  process.stderr.write("The environment is not right: nothing fits\n");
  process.exit(1);
}

/** @param {string} line */
function note(line) {
  fs.appendFileSync(path.join(DATA_DIR ?? ".", "events.txt"), `${line}\n`);
}

const server = http.createServer(async (request, response) => {
  if (request.url !== "/database") return void response.end("ready");
  const client = new pg.Client({ connectionString: DATABASE_URL });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("select current_user as name");
    response.end(rows[0].name);
  } catch (error) {
    response.writeHead(503).end(String(error));
  } finally {
    await client.end().catch(() => undefined);
  }
});
server.listen(Number(PORT), HOST, () => note("console listens"));

async function stop() {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  client.on("error", () => undefined);
  const reached = await client.connect().then(
    () => true,
    () => false,
  );
  await client.end().catch(() => undefined);
  note(`console stops, database ${reached ? "there" : "gone"}`);
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("disconnect", () => void stop());
process.on("message", () => process.send?.({ type: "link", url: `http://${HOST}:${PORT}/sign-in/link?token=secret` }));
