import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { env } from "~/config/env.server";

/** A DATA_DIR of one's own: `using dir = dataDir()`. */
export function dataDir(): Disposable & { path: string; remove: () => void } {
  const before = env().DATA_DIR;
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "wheelhouse-data-"));
  Object.assign(env(), { DATA_DIR: dir });
  const remove = () => fs.rmSync(dir, { recursive: true, force: true });
  return {
    path: dir,
    remove,
    [Symbol.dispose]() {
      remove();
      Object.assign(env(), { DATA_DIR: before });
    },
  };
}
