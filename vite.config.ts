import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import tsconfigPaths from "vite-tsconfig-paths";
import remixConfig from "./remix.config.js";

/**
 * What every page needs goes into one file, with all it imports: a dozen small ones compress 5 % worse.
 */
function inBase(id: string) {
  return /\/app\/(features\/frame\/frame-shell|ui\/route-error|root)\.tsx$/.test(id) ? "base" : undefined;
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), remix(remixConfig), tsconfigPaths()],
  // Nothing is inlined as a data: address: fonts come from 'self' by the Content-Security-Policy.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: { output: isSsrBuild ? {} : { manualChunks: inBase } },
  },
  ssr: { noExternal: ["recharts", /^@tanstack\//] },
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
