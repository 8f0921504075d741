import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { build } from "../../scripts/build.mjs";
import { siteMap } from "../setup/site-map";
import { figure } from "./figure";

type Manifest = {
  entry: { module: string; imports: string[] };
  routes: Record<string, { module: string; imports?: string[]; parentId?: string }>;
};

function readManifest(): Manifest {
  const assets = "build/client/assets";
  const name = fs.readdirSync(assets).find((file) => /^manifest-.*\.js$/.test(file))!;
  const source = fs.readFileSync(path.join(assets, name), "utf8");
  return JSON.parse(source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1)) as Manifest;
}

/** Everything the page preloads: what it needs before it reacts. */
function filesBefore(manifest: Manifest, id: string): Set<string> {
  const files = new Set([manifest.entry.module, ...manifest.entry.imports]);
  for (let at: string | undefined = id; at; at = manifest.routes[at]?.parentId) {
    const route = manifest.routes[at]!;
    for (const file of [route.module, ...(route.imports ?? [])]) files.add(file);
  }
  return files;
}

function gzipKb(files: Set<string>): number {
  let bytes = 0;
  for (const file of files) bytes += gzipSync(fs.readFileSync(path.join("build/client", file))).length;
  return bytes / 1024;
}

test("how much script a page needs before it reacts", { timeout: 300_000 }, async () => {
  await build();
  const manifest = readManifest();
  figure("script of any page, the frame aside", gzipKb(filesBefore(manifest, "root")), "KB gzip");
  const pages = siteMap().filter(({ isPage }) => isPage);
  for (const { file, path: address } of pages)
    figure(
      `script before ${address} reacts`,
      gzipKb(filesBefore(manifest, file.replace(/\.tsx?$/, ""))),
      "KB gzip",
      // The gallery is for developers, and shows every part there is.
      address === "/gallery" ? undefined : 120,
    );
  expect(pages.length).toBeGreaterThan(0);
});
