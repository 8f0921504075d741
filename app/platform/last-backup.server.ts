import fs from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "~/config/env.server";

const LastBackup = z.object({ at: z.iso.datetime(), file: z.string() });
export type LastBackup = z.infer<typeof LastBackup>;

/** The newest backup that the command line made of this installation, or null. */
export async function findLastBackup(dataDir = env().DATA_DIR): Promise<LastBackup | null> {
  try {
    const parsed = LastBackup.safeParse(JSON.parse(await fs.readFile(path.join(dataDir, "backup.json"), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
