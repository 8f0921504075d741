import path from "node:path";

/** The directory that holds package.json, whatever the working directory is. */
export const projectDir = path.resolve(import.meta.dirname, "../..");

/** @param {...string} parts */
export function inProject(...parts) {
  return path.join(projectDir, ...parts);
}
