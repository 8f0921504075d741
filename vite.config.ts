import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
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
  /\/app\/ui\/(anchored|button|button-class|clock|copy-button|copy-text|error-state|icon-button|kbd|link-button)\.tsx?$/,
  /\/app\/ui\/(nonce|page-handle|pending|popover|preferences|relative-time|route-error|shortcuts|spinner|status)\.tsx?$/,
  /\/app\/ui\/(toast-store|toast-viewport|tooltip)\.tsx?$/,
  /\/app\/lib\/(preferences|relative-time|time-zone)\.tsx?$/,
  /vite\/preload-helper|commonjsHelpers/,
];
const inBase = (id: string) => (BASE.some((pattern) => pattern.test(id)) ? "base" : undefined);

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths()],
  // Nothing is inlined as a data: address: fonts come from 'self' by the Content-Security-Policy.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: { output: isSsrBuild ? {} : { manualChunks: inBase, onlyExplicitManualChunks: true } },
  },
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
