import fs from "node:fs";
import path from "node:path";
import { Failure } from "../process/failure.mjs";
import { inProject } from "./project.mjs";

/**
 * @typedef {object} Settings what a person may set by environment, checked
 * @property {number} port
 * @property {string} host
 * @property {string} publicUrl where browsers find the console
 * @property {string} dataDir absolute
 * @property {string | undefined} databaseUrl undefined: the embedded database
 * @property {string | undefined} readDatabaseUrl
 * @property {boolean} cms whether this start runs the CMS
 * @property {string | undefined} cmsUrl a CMS that runs elsewhere
 * @property {boolean} jobs
 * @property {boolean} sample
 */

/** Values of a .env file in the project, under those of the real environment. */
export function loadEnvFile() {
  if (fs.existsSync(inProject(".env"))) process.loadEnvFile(inProject(".env"));
}

/** @param {string} text @param {string[]} protocols */
function isUrl(text, protocols) {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** Where a browser on this machine finds a listening address. @param {string} host @param {number} port */
export function localAddress(host, port) {
  if (host === "0.0.0.0" || host === "::") return `http://localhost:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Where the running console can be asked from here. @param {string} host @param {number} port */
export function loopbackAddress(host, port) {
  if (host === "0.0.0.0") return `http://127.0.0.1:${port}`;
  return host === "::" ? `http://[::1]:${port}` : localAddress(host, port);
}

/**
 * Reads the settings, and names every bad one at once.
 * @param {Record<string, string | undefined>} [env]
 * @returns {Settings}
 */
export function readSettings(env = process.env) {
  /** @type {string[]} */
  const wrong = [];
  /** An empty value means "not set". @param {string} name */
  const text = (name) => env[name]?.trim() || undefined;
  /** @param {string} name @param {string[]} protocols */
  const url = (name, protocols) => {
    const value = text(name);
    if (value && !isUrl(value, protocols))
      wrong.push(`${name} must be a URL that starts with ${protocols.map((each) => `${each}//`).join(" or ")}`);
    return value;
  };
  /** @param {string} name @param {boolean} fallback */
  const onOff = (name, fallback) => {
    const value = text(name);
    if (value && value !== "on" && value !== "off") wrong.push(`${name} must be "on" or "off"`);
    return value ? value === "on" : fallback;
  };
  const port = Number(text("PORT") ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    wrong.push("PORT must be a number from 0 to 65535 (0: any free port)");
  const host = text("HOST") ?? "127.0.0.1";
  if (/[\s/]/.test(host)) wrong.push("HOST must be an address or a host name");
  const databaseUrl = url("DATABASE_URL", ["postgres:", "postgresql:"]);
  const secretKey = text("SECRET_KEY");
  if (secretKey && secretKey.length < 32) wrong.push("SECRET_KEY must have at least 32 characters");
  const cmsUrl = url("CMS_URL", ["http:", "https:"]);
  const settings = {
    port,
    host,
    publicUrl: (url("PUBLIC_URL", ["http:", "https:"]) ?? localAddress(host, port)).replace(/\/+$/, ""),
    dataDir: path.resolve(text("DATA_DIR") ?? inProject(".wheelhouse")),
    databaseUrl,
    readDatabaseUrl: url("READ_DATABASE_URL", ["postgres:", "postgresql:"]),
    cms: onOff("CMS", true) && !cmsUrl,
    cmsUrl,
    jobs: onOff("JOBS", true),
    sample: onOff("SAMPLE", !databaseUrl),
  };
  onOff("GALLERY", false);
  if (wrong.length > 0) throw new Failure(`These settings are not right:\n  ${wrong.join("\n  ")}`);
  return settings;
}
