import { parse } from "yaml";

/**
 * A value of a compose file with its variables put in: `${NAME}`, `${NAME:-default}`, `${NAME:?why it must be set}`.
 * @param {string} text @param {Record<string, string>} variables
 */
export function interpolate(text, variables) {
  return text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name, kind, rest) => {
    const value = variables[name] ?? "";
    if (value !== "") return value;
    if (kind === "?") throw new Error(`${name} is required: ${rest}`);
    return kind === "-" ? rest : "";
  });
}

/** @param {string} compose @param {string} service @param {Record<string, string>} variables @returns {Record<string, string>} */
export function serviceEnvironment(compose, service, variables) {
  const environment = parse(compose).services[service].environment ?? {};
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, interpolate(String(value), variables)]),
  );
}
