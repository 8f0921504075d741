import fs from "node:fs/promises";
import path from "node:path";
import { env } from "~/config/env.server";

export type DiskFacts = {
  /** What stands on it. */
  label: string;
  path: string;
  totalBytes: number;
  freeBytes: number;
  usedShare: number;
  isWritable: boolean;
};

export const DISK_WARNING_SHARE = 0.8;
export const DISK_FULL_SHARE = 0.95;

async function factsOf(label: string, dir: string, mustWrite: boolean): Promise<DiskFacts> {
  const { blocks, bavail, bfree, bsize } = await fs.statfs(dir);
  const isWritable = await fs.access(dir, fs.constants.W_OK).then(
    () => true,
    () => false,
  );
  // What is kept for the superuser counts as used, as df counts it.
  const used = blocks - bfree;
  const usable = used + bavail;
  return {
    label,
    path: dir,
    totalBytes: blocks * bsize,
    freeBytes: bavail * bsize,
    usedShare: usable === 0 ? 1 : used / usable,
    isWritable: isWritable || !mustWrite,
  };
}

/** Where the embedded database keeps its files, when it is not inside DATA_DIR. */
async function clusterDir(dataDir: string): Promise<string | null> {
  try {
    const file = JSON.parse(await fs.readFile(path.join(dataDir, "database.json"), "utf8")) as { cluster?: unknown };
    return typeof file.cluster === "string" ? file.cluster : null;
  } catch {
    return null;
  }
}

/** The disks that must not be full: DATA_DIR's, and the embedded database's. */
export async function listDisks(dataDir = env().DATA_DIR): Promise<DiskFacts[]> {
  const data = await factsOf("Data", dataDir, true);
  const cluster = await clusterDir(dataDir);
  if (!cluster) return [data];
  const database = await factsOf("Database", cluster, false).catch(() => null);
  return database ? [data, database] : [data];
}
