/**
 * @typedef {{ name: string, value: string }} Instruction value: as written, continuation lines joined
 * @typedef {{ base: string, name: string, instructions: Instruction[] }} Stage
 */

/** The stages of a Dockerfile. @param {string} text @returns {Stage[]} */
export function parseDockerfile(text) {
  const joined = text.replace(/^\s*#.*\n/gm, "").replace(/\\\n\s*/g, " ");
  /** @type {Stage[]} */
  const stages = [];
  for (const line of joined.split("\n")) {
    const [, name, value] = /^\s*([A-Z]+)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (!name || value === undefined) {
      if (line.trim() !== "") throw new Error(`This line of the Dockerfile is not understood: ${line}`);
      continue;
    }
    if (name === "FROM") {
      const [, base = "", as = ""] = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(value) ?? [];
      stages.push({ base, name: as, instructions: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`${name} stands before FROM`);
      stage.instructions.push({ name, value });
    }
  }
  return stages;
}

/** The last value of an instruction, which is the one that counts. @param {Stage} stage @param {string} name */
export function lastValue(stage, name) {
  return stage.instructions.findLast((instruction) => instruction.name === name)?.value;
}

/** @param {Stage} stage @returns {Record<string, string>} what ENV sets, as NAME=value pairs without quotes */
export function environmentOf(stage) {
  const pairs = stage.instructions.filter(({ name }) => name === "ENV").flatMap(({ value }) => value.split(/\s+/));
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
}

/** The command of CMD or HEALTHCHECK in its exec form. @param {string | undefined} value @returns {string[]} */
export function execForm(value) {
  const list = /\[.*\]$/.exec(value ?? "")?.[0];
  if (!list) throw new Error(`Not in exec form: ${value}`);
  return JSON.parse(list);
}

/** From where to where a COPY goes. @param {string} value */
export function parseCopy(value) {
  const words = value.split(/\s+/);
  const from = words.find((word) => word.startsWith("--from="))?.slice("--from=".length);
  const paths = words.filter((word) => !word.startsWith("--"));
  return { from, sources: paths.slice(0, -1), target: paths.at(-1) ?? "" };
}
