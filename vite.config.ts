import fs from "node:fs";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";

/**
 * What every page needs goes into one file: a dozen small ones compress 5 % worse. Named one by one, since lucide's
 * index would pull in every icon of the product. A part that draws an icon needs that icon here too.
 */
const BASE = [
  /\/node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream)\//,
  /\/lucide-react\/dist\/esm\/(?!icons\/|lucide-react)/,
  /\/lucide-react\/dist\/esm\/icons\/(check|copy|octagon-exclamation-point)\./,
  // The frame's own; what opens in it comes later.
  /\/app\/features\/frame\/(area-menu|bell|frame-data|frame-keys|frame-shell|menu|navigation-bar|person-menu|recent-pages|scroll-area|side-menu|top-bar|use-live-faces|use-live-facts)\.tsx?$/,
  /\/lucide-react\/dist\/esm\/icons\/(house|activity|bot|list-checks|bell-ring|webhook|book-text|key-round|text-quote|radio|scroll-text|settings-2)\./,
  /\/lucide-react\/dist\/esm\/icons\/(bell|menu|search|panel-left-open|panel-left-close|x)\./,
  /\/app\/ui\/(?:\w+\/)?(anchored|button|button-class|clock|copy-button|copy-text|error-state|icon-button|kbd|link-button)\.tsx?$/,
  /\/app\/ui\/(?:\w+\/)?(nonce|page-handle|pending|popover|preferences|relative-time|route-error|shortcuts|should-load-list|spinner|status|use-in-browser)\.tsx?$/,
  /\/app\/ui\/(?:\w+\/)?(afterwards|badge|bot-faces|tabs|toast-store|toast-viewport|tooltip|wheel-mark)\.tsx?$/,
  /\/app\/lib\/(duration|list-params|numbers|preferences|relative-time|time-zone)\.tsx?$/,
  /vite\/preload-helper|commonjsHelpers/,
];
/** And what every list needs into another. */
const LIST = [
  /\/node_modules\/(@tanstack\/(table-core|react-table|store|react-store)|use-sync-external-store)\//,
  /\/lucide-react\/dist\/esm\/icons\/list-filter\./,
  /\/app\/ui\/data-table\/(columns|data-table|live-pill|selection-bar|table-(foot|head|pending|row|view))\.tsx?$/,
  /\/app\/ui\/data-table\/use-(held-rows|paged-rows|row-keys|selection|table-model|table-view)\.tsx?$/,
  /\/app\/(ui\/list\/(list-controls|list-page|use-list-address)|lib\/(held-rows|search-params))\.tsx?$/,
];
/** And what every page of turns does. */
const TURNS = /\/app\/(features\/turns\/one\/turn-(status|view)|lib\/(decimal|money))\.tsx?$/;
function chunkOf(id: string): string | undefined {
  if (BASE.some((pattern) => pattern.test(id))) return "base";
  if (TURNS.test(id)) return "turns-common";
  return LIST.some((pattern) => pattern.test(id)) ? "list" : undefined;
}

/** Whose code the browser gets, with their words, since the scripts themselves carry no comments. */
const licences: Plugin = {
  name: "licences",
  generateBundle(_options, bundle) {
    const folders = new Set<string>();
    for (const chunk of Object.values(bundle))
      for (const id of chunk.type === "chunk" ? Object.keys(chunk.modules) : [])
        for (const [folder] of id.matchAll(/[^\0]*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/g)) folders.add(folder);
    const texts = [...folders].sort().map((folder) => {
      const { name, version } = JSON.parse(fs.readFileSync(`${folder}/package.json`, "utf8")) as Record<string, string>;
      const file = fs.readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      return `${name} ${version}\n\n${file ? fs.readFileSync(`${folder}/${file}`, "utf8").trim() : "No licence file."}`;
    });
    this.emitFile({ type: "asset", fileName: "assets/licences.txt", source: texts.join(`\n\n${"-".repeat(80)}\n\n`) });
  },
};

/** A part of the base that stands in another file would be read before React is: every page would break. */
const wholeBase: Plugin = {
  name: "whole-base",
  generateBundle(_options, bundle) {
    const base = Object.values(bundle).find((chunk) => chunk.type === "chunk" && chunk.name === "base");
    if (base?.type !== "chunk" || base.imports.length === 0) return;
    const others = base.imports.map((name) => {
      const other = bundle[name];
      return other?.type === "chunk" ? Object.keys(other.modules).map((id) => id.split("/").slice(-2).join("/")) : name;
    });
    this.error(`What every page needs takes from ${JSON.stringify(others)}: name that in BASE.`);
  },
};

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths(), ...(isSsrBuild ? [] : [licences, wholeBase])],
  // For React 17, which has no store hook of its own; ours has.
  resolve: {
    alias: [
      {
        find: /^use-sync-external-store\/shim\/with-selector(\.js)?$/,
        replacement: "use-sync-external-store/with-selector.js",
      },
    ],
  },
  // Nothing is inlined as a data: address: fonts come from 'self' by the Content-Security-Policy.
  build: {
    target: "es2022",
    minify: "terser",
    // 4 % smaller than esbuild's, for ten more seconds a build. Licences stand in a file of their own.
    terserOptions: { module: true, ecma: 2020, compress: { passes: 3 }, format: { comments: false } },
    assetsInlineLimit: 0,
    rollupOptions: { output: isSsrBuild ? {} : { manualChunks: chunkOf, onlyExplicitManualChunks: true } },
  },
  // What counts and compares beside a page, in modules as pages have them.
  worker: { format: "es", plugins: () => [tsconfigPaths()] },
  // lucide-react is bundled because only a few of its icons are used: loading all of them costs a start 165 ms.
  ssr: { noExternal: ["recharts", "lucide-react", /^@tanstack\//] },
  optimizeDeps: {
    // Found late, these make Vite reload with a second copy of React on the first visit.
    include: [
      "react",
      "react-dom",
      "react-dom/client",
      "react/jsx-runtime",
      "react/jsx-dev-runtime",
      "@remix-run/react",
      "@tanstack/react-table",
      "@tanstack/react-virtual",
      "recharts",
    ],
    exclude: ["pg", "@prisma/client", "@prisma/adapter-pg", "@node-rs/argon2"],
  },
}));
