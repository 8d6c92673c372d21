/**
 * Which room may know which: the arrows of the house.
 *   challenges → bench · report → the result's shape alone · apps → packages · nothing → apps
 * packages/bench/test/architecture.test.ts proves that these rules see the code at all.
 * @type {import("dependency-cruiser").IConfiguration}
 */
export default {
  forbidden: [
    {
      name: "nothing-imports-an-app",
      comment: "Apps put packages together; nothing stands on an app but that app.",
      severity: "error",
      // The types of the pages are written from the server's document.
      from: { path: "^(packages|challenges|apps/([^/]+))/", pathNot: "^apps/web/write-schema\\.ts$" },
      to: { path: "^apps/", pathNot: "^apps/$2/" },
    },
    {
      name: "bench-knows-no-challenge",
      comment: "The engine loads a challenge by its path, at run time, and knows none by name.",
      severity: "error",
      from: { path: "^packages/bench/src/" },
      to: { path: "^challenges/" },
    },
    {
      name: "packages-import-no-challenge",
      comment: "A challenge is content: it is loaded, never imported.",
      severity: "error",
      from: { path: "^(packages/[^/]+/src|apps/[^/]+/src)/" },
      to: { path: "^challenges/" },
    },
    {
      name: "bench-stands-alone",
      comment: "The engine needs no report and no hiring.",
      severity: "error",
      from: { path: "^packages/bench/" },
      to: { path: "^packages/(?!bench/)" },
    },
    {
      name: "report-knows-only-results",
      comment:
        "A report is made from a stored result, on any machine, by any version: it may know the result's shape alone.",
      severity: "error",
      from: { path: "^packages/report/src/" },
      to: { path: "^packages/(?!report/)", pathNot: "^packages/bench/src/result/result\\.ts$" },
    },
    {
      name: "store-knows-no-bench",
      comment:
        "What is kept is kept whatever is run; of the bench it needs PostgreSQL's programs, a limited git and folders that are swept.",
      severity: "error",
      from: { path: "^packages/store/src/" },
      to: {
        path: "^packages/(?!store/)",
        pathNot: "^packages/bench/src/((services/postgres|git)/index|cell/temporary-folder)\\.ts$",
      },
    },
    {
      name: "hiring-stands-alone",
      comment: "Pure: no other package, no file, no network.",
      severity: "error",
      from: { path: "^packages/hiring/src/" },
      to: {
        path: "^(packages/(?!hiring/)|(node:)?(fs|net|http|https|http2|child_process|dgram|dns|tls|worker_threads|cluster)(/|$))",
      },
    },
    {
      name: "challenges-stand-on-bench-alone",
      comment: "Checks are written with the bench's one door, so that the engine behind it can change.",
      severity: "error",
      from: {
        path: "^challenges/",
        pathNot: "^challenges/[^/]+/(solutions|by-others|existing|starters|samples)/|/test/",
      },
      to: { path: "^(packages|apps)/", pathNot: "^packages/bench/src/index\\.ts$" },
    },
    {
      name: "judging-is-pure",
      comment: "The same evidence gives the same result: no file, no clock, no process.",
      severity: "error",
      from: { path: "^packages/bench/src/judge/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "judging-and-gathering-are-apart",
      comment: "What judges must not be able to run anything.",
      severity: "error",
      from: { path: "^packages/bench/src/(judge|result|check)/" },
      to: { path: "^packages/bench/src/(cell|sandbox|services|tap|submission|evaluation|load|pressure|calibrate)/" },
    },
    {
      name: "no-test-in-the-product",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/" },
      to: { path: "/test/" },
    },
    {
      name: "no-circle",
      comment: "Two files that need each other at run time are one file, or three.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "everything-is-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "everything-is-declared",
      comment: "A package that no package.json of ours names is there by chance.",
      severity: "error",
      from: { path: "^(packages|apps)/[^/]+/src/|^challenges/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/|^challenges/[^/]+/(solutions|by-others|existing|starters|samples)/" },
    // Types count: a report that knows the engine's types knows the engine.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
