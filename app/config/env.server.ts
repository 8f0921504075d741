import path from "node:path";
import { z } from "zod";

/** An empty variable in an .env file means "not set". */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === "" ? undefined : v), schema.optional());
const onOff = (fallback: "on" | "off") =>
  z.preprocess((v) => (v === "" ? undefined : v), z.enum(["on", "off"]).default(fallback)).transform((v) => v === "on");
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://");

const Env = z.object({
  NODE_ENV: z.enum(["production", "development", "test"]).default("production"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  DATA_DIR: z
    .string()
    .default(".wheelhouse")
    .transform((dir) => path.resolve(dir)),
  DATABASE_URL: postgresUrl,
  OWNER_DATABASE_URL: optional(postgresUrl),
  READ_DATABASE_URL: optional(postgresUrl),
  SECRET_KEY: optional(z.string().min(32, "must have at least 32 characters")),
  CMS: onOff("on"),
  CMS_URL: optional(z.url({ protocol: /^https?$/ })),
  JOBS: onOff("on"),
  SAMPLE: onOff("off"),
  TRUSTED_PROXY: optional(z.string()),
  GALLERY: onOff("off"),
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug"]).default("info"),
});
export type Env = z.infer<typeof Env> & { publicUrl: string; ownerDatabaseUrl: string };

/** Reads the whole environment at once, so that every bad key is named in one message. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = Env.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not right:\n${lines.join("\n")}`);
  }
  const values = parsed.data;
  const host = values.HOST === "0.0.0.0" || values.HOST === "::" ? "localhost" : values.HOST;
  return {
    ...values,
    publicUrl: (values.PUBLIC_URL ?? `http://${host.includes(":") ? `[${host}]` : host}:${values.PORT}`).replace(
      /\/$/,
      "",
    ),
    ownerDatabaseUrl: values.OWNER_DATABASE_URL ?? values.DATABASE_URL,
  };
}

let cached: Env | undefined;

/** The environment of this process, read once. */
export function env(): Env {
  return (cached ??= readEnv());
}
