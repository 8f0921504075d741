import fs from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import Ajv from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { interpolate, serviceEnvironment } from "../../scripts/docker/compose.mjs";
import { withoutIgnored } from "../../scripts/docker/context.mjs";
import {
  environmentOf,
  execForm,
  lastValue,
  parseCopy,
  parseDockerfile,
  type Stage,
} from "../../scripts/docker/dockerfile.mjs";
import { readSettings } from "../../scripts/setup/settings.mjs";
import { trackedFiles } from "../repository/tracked-files";

type Service = {
  image: string;
  build?: string | { context: string; dockerfile: string };
  environment?: Record<string, string>;
  ports?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
};

const text = fs.readFileSync("docker-compose.yml", "utf8");
const compose = parse(text) as { services: Record<string, Service>; volumes: Record<string, null> };
const { console: web, cms, db } = compose.services as Record<"console" | "cms" | "db", Service>;
const example = parseEnv(fs.readFileSync(".env.example", "utf8")) as Record<string, string>;

/** Compose asks for it and stops without it; the product knows it only inside DATABASE_URL. */
const ASKED_FOR = "POSTGRES_PASSWORD";

function dockerfileOf(service: Service): string {
  if (service.build === undefined) throw new Error("It is not built here");
  return typeof service.build === "string" ? path.join(service.build, "Dockerfile") : service.build.dockerfile;
}

function stagesOf(service: Service): Stage[] {
  return parseDockerfile(fs.readFileSync(dockerfileOf(service), "utf8"));
}

function finalStage(service: Service): Stage {
  return stagesOf(service).at(-1)!;
}

test("docker-compose.yml fits the Compose Specification", () => {
  const schema = JSON.parse(fs.readFileSync("test/contract/compose-schema.json", "utf8")) as object;
  const validate = new Ajv({ allErrors: true }).compile(schema);
  validate(compose);
  expect(validate.errors).toBeNull();
});

test("Postgres is the timescale HA image on 16, its volume where that image keeps its data, and it does not phone home", () => {
  expect(db.image).toBe("timescale/timescaledb-ha:pg16");
  expect(db.volumes).toEqual(["database:/home/postgres/pgdata/data"]);
  expect(text).toContain("timescaledb.telemetry_level=off");
  expect(db.ports).toBeUndefined();
});

test("every variable that compose puts in is one of .env.example, or is asked for", () => {
  const used = [...text.matchAll(/\$\{(\w+)/g)].map((match) => match[1]!);
  expect(used.length).toBeGreaterThan(5);
  expect(used.filter((name) => name !== ASKED_FOR && !(name in example))).toEqual([]);
  expect(() => interpolate(db.environment![ASKED_FOR]!, {})).toThrow(ASKED_FOR);
});

test("what the console's container is given, the starter reads", () => {
  const given = { ...environmentOf(finalStage(web)), ...web.environment };
  expect(Object.keys(given).filter((name) => name !== "NODE_ENV" && !(name in example))).toEqual([]);
  const env = { ...environmentOf(finalStage(web)), ...serviceEnvironment(text, "console", { [ASKED_FOR]: "secret1" }) };
  expect(readSettings(env)).toMatchObject({
    host: "0.0.0.0",
    port: 3000,
    dataDir: "/data",
    databaseUrl: "postgresql://postgres:secret1@db:5432/wheelhouse",
    cms: false,
    cmsUrl: "http://cms:1337",
    jobs: true,
    sample: false,
  });
});

test("what the CMS's container is given, its supervisor reads", () => {
  const read = [...fs.readFileSync("scripts/cms.mjs", "utf8").matchAll(/(?:process\.env\.|required\(")([A-Z_]+)/g)];
  const known = new Set(["NODE_ENV", ...read.map((match) => match[1]!)]);
  const given = { ...environmentOf(finalStage(cms)), ...cms.environment };
  expect(Object.keys(given).filter((name) => !known.has(name))).toEqual([]);
});

test("both speak of the same public address, and the console finds the CMS where it listens", () => {
  expect(cms.environment?.PUBLIC_URL).toBe(web.environment?.PUBLIC_URL);
  expect(web.environment?.CMS_URL).toBe(`http://cms:${environmentOf(finalStage(cms)).CMS_PORT}`);
});

test("every volume is declared and used, and mounted where the image keeps its data", () => {
  const mounts = Object.values(compose.services).flatMap((service) => service.volumes ?? []);
  const names = new Set(mounts.map((mount) => mount.split(":")[0]!));
  expect([...names].toSorted()).toEqual(Object.keys(compose.volumes).toSorted());
  for (const service of [web, cms]) {
    const stage = finalStage(service);
    expect(service.volumes).toEqual([`data:${environmentOf(stage).DATA_DIR}`]);
    expect(lastValue(stage, "VOLUME")).toBe(environmentOf(stage).DATA_DIR);
  }
});

test("only the console is published, on this machine alone, at the port it listens on", () => {
  expect(cms.ports).toBeUndefined();
  const port = environmentOf(finalStage(web)).PORT;
  expect(web.ports).toEqual([`127.0.0.1:\${PORT:-3000}:${port}`]);
  expect(lastValue(finalStage(web), "EXPOSE")).toBe(port);
});

test("who is waited for can become healthy", () => {
  for (const service of Object.values(compose.services)) {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      const awaited = compose.services[name]!;
      expect(condition).toBe("service_healthy");
      expect(awaited.healthcheck?.test ?? execForm(lastValue(finalStage(awaited), "HEALTHCHECK"))).not.toEqual([]);
    }
  }
});

test.each([
  ["console", web, "server.ts", "/readyz"],
  ["cms", cms, "scripts/cms/run-strapi.mjs", "/_health"],
])("the health check of the %s asks an address that exists, at its port", (_name, service, file, address) => {
  const stage = finalStage(service);
  const { PORT, CMS_PORT } = environmentOf(stage);
  const check = execForm(lastValue(stage, "HEALTHCHECK")).join(" ");
  expect(check).toContain(`http://127.0.0.1:${PORT ?? CMS_PORT}${address}`);
  expect(fs.readFileSync(file, "utf8")).toContain(address);
});

test.each([
  ["console", web],
  ["cms", cms],
])("the image of the %s: two stages on Node 24, not root, no secret, every path there", (_name, service) => {
  const stages = stagesOf(service);
  expect(stages.map(({ base }) => base)).toEqual(["node:24-bookworm-slim", "node:24-bookworm-slim"]);
  expect(lastValue(stages.at(-1)!, "USER")).toBe("node");
  const source = fs.readFileSync(dockerfileOf(service), "utf8");
  expect(source).not.toMatch(/SECRET|PASSWORD|TOKEN|DATABASE_URL/);
  const steps = stages.flatMap(({ instructions }) => instructions);
  const copied = steps
    .filter(({ name }) => name === "COPY")
    .map(({ value }) => parseCopy(value))
    .flatMap(({ from, sources }) => (from === undefined ? sources : []));
  const run = steps
    .filter(({ name }) => name === "CMD" || name === "RUN")
    .flatMap(({ value }) => value.match(/scripts\/[\w./-]+\.mjs/g) ?? []);
  expect(run.length).toBeGreaterThan(1);
  expect([...copied, ...run].filter((file) => !fs.existsSync(file))).toEqual([]);
});

test("the build context leaves out what is made, installed or secret, and nothing that is tracked", () => {
  const rules = fs.readFileSync(".dockerignore", "utf8");
  const made = [
    ".env",
    ".env.local",
    "node_modules/a/b.js",
    "cms/node_modules/a.js",
    "build/server.js",
    "cms/dist/a.js",
  ];
  expect(withoutIgnored([...made, ".wheelhouse/secrets.json", ".git/HEAD"], rules)).toEqual([]);
  expect(withoutIgnored(trackedFiles(), rules)).toEqual(trackedFiles());
});

test("values are put in as compose does", () => {
  expect(interpolate("${A}-${B:-b}-${C:-c}", { A: "1", C: "" })).toBe("1-b-c");
  expect(interpolate("${A:-x}", { A: "1" })).toBe("1");
});
