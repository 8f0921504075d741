/**
 * Which part of the house may know which. docs/architecture.md says why; this file only says what.
 * A folder of app/ imports from folders below it; ui/ stands beside them.
 */
const LAYERS = ["routes", "features", "platform", "data", "config", "lib"];
const COMPOSITION = "^app/(root|routes|entry|edge|jobs|cli|operations|sample|worker)[^/]*\\.tsx?$";
const TESTS = "\\.test\\.tsx?$";
const typesAside = { dependencyTypesNot: ["type-only"] };

/** @param {string} name @param {string} comment @param {object} from @param {object} to */
function forbid(name, comment, from, to) {
  return { name, comment, severity: "error", from, to };
}

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...LAYERS.slice(1).map((layer, above) =>
      forbid(
        `${layer}-looks-down-only`,
        `${layer}/ may be used by ${LAYERS[above]}/ and not the other way round.`,
        { path: `^app/${layer}/`, pathNot: TESTS },
        {
          path: `^app/((${LAYERS.slice(0, above + 1).join("|")})/|(root|routes|entry|edge|jobs|cli|operations|sample|worker)[^/]*\\.tsx?$)`,
        },
      ),
    ),
    forbid(
      "routes-stand-alone",
      "What two routes share moves down; a route is only known to the site map.",
      { path: "^app/routes/", pathNot: TESTS },
      { path: "^app/routes/", ...typesAside },
    ),
    forbid(
      "features-stand-alone",
      "Two features meet in a route, or the shared thing moves down.",
      { path: "^app/features/([^/]+)/" },
      { path: "^app/features/", pathNot: "^app/features/$1/" },
    ),
    forbid(
      "owners-do-not-meet",
      "No join crosses an owner; who needs two asks twice.",
      { path: "^app/data/([^/]+)/" },
      { path: "^app/data/[^/]+/", pathNot: "^app/data/$1/" },
    ),
    forbid(
      "routes-hold-no-queries",
      "A route asks a feature, the feature asks the owner.",
      { path: "^app/routes/", pathNot: TESTS },
      { path: "^app/data/|node_modules/(pg|@prisma)/" },
    ),
    forbid(
      "pg-has-one-door",
      "Pools, limits and the listening connection exist once; everything else takes them from there.",
      { path: "^(app/|server\\.ts)", pathNot: `^app/data/postgres\\.server\\.ts$|${TESTS}` },
      { path: "node_modules/pg/", ...typesAside },
    ),
    forbid(
      "prisma-has-one-door",
      "One client a process.",
      { path: "^app/", pathNot: `^app/data/console/|${TESTS}` },
      { path: "node_modules/@prisma/|^app/data/console/generated/", ...typesAside },
    ),
    forbid(
      "ui-has-no-data",
      "Components get props; a route or a feature fetches.",
      { path: "^app/ui/" },
      { path: "^app/(?!ui/|lib/)|\\.server\\.tsx?$" },
    ),
    forbid(
      "ui-is-for-pages",
      "Below the features nothing is drawn.",
      { path: "^app/(platform|data|config|lib)/", pathNot: TESTS },
      { path: "^app/ui/" },
    ),
    forbid(
      "charts-have-one-door",
      "The chart library is 100 KB: it comes only where a chart is drawn.",
      { path: "^app/", pathNot: "^app/ui/chart/" },
      { path: "node_modules/recharts/" },
    ),
    forbid(
      "three-is-for-avatars",
      "The 3D library comes only where a model is drawn.",
      { path: "^app/", pathNot: "^app/features/avatars/" },
      { path: "node_modules/(three|@pixiv)/" },
    ),
    forbid(
      "browser-takes-only-types-from-the-server",
      "Code in a *.server file never reaches a browser; route modules may use it in their loader and action.",
      {
        path: "^app/",
        pathNot: `^app/routes/|\\.server\\.tsx?$|${TESTS}|${COMPOSITION}|^app/data/console/generated/`,
      },
      { path: "\\.server\\.tsx?$", ...typesAside },
    ),
    forbid("app-does-not-know-tests", "", { path: "^(app/|server\\.ts)", pathNot: TESTS }, { path: "^test/" }),
    forbid("app-does-not-know-scripts", "", { path: "^(app/|server\\.ts)", pathNot: TESTS }, { path: "^scripts/" }),
    forbid(
      "start-needs-only-node",
      "These are read before anything is installed; a package is imported where it is first used.",
      { path: "^scripts/", pathNot: `${TESTS}|^scripts/(prisma-engine|docker/.*)\\.mjs$` },
      {
        path: "node_modules/",
        dependencyTypesNot: ["type-only", "type-import", "dynamic-import"],
      },
    ),
    forbid("no-cycles", "", { path: "^(app|scripts|test)/" }, { circular: true, viaOnly: typesAside }),
    forbid(
      "no-unknown-module",
      "An import that resolves to nothing.",
      { path: "^(app|scripts|test|server\\.ts)" },
      { couldNotResolve: true, pathNot: "^virtual:" },
    ),
    forbid(
      "product-needs-no-development-package",
      "npm ci --omit=dev must be enough to run what was built.",
      { path: "^(app/|server\\.ts)", pathNot: TESTS },
      {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/(@types|vite|tailwindcss|@remix-run/route-config)/",
      },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules|^app/data/console/generated" },
    exclude: { path: "^(build|cms|\\.wheelhouse)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
