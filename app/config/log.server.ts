import { pino } from "pino";
import { env } from "./env.server";

const SECRET_KEYS = ["password", "token", "secret", "authorization", "cookie", "api_key", "totp_code", "recovery_code"];

/** One logger a process. Secrets are cut out by the name of their key, at the first three levels. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]),
    censor: "[cut]",
  },
});
