import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What these test keeps nothing, and starts nothing: files can share a process that has loaded it. */
const pure = [
  "packages/hiring/test/**/*.test.ts",
  "packages/bench/test/{errors,judge,operations,result}/**/*.test.ts",
  "packages/bench/test/challenge/{,!(elsewhere)/**/}*.test.ts",
];

/** They take the longest, so they begin first: one that began last would run alone. Those that mostly wait alternate. */
const longest = [
  "apps/server/test/crashes.test.ts",
  "packages/bench/test/pressure/run.test.ts",
  "apps/cli/test/docs.test.ts",
  "packages/bench/test/load/capacity.test.ts",
  "apps/web/test/interview.test.ts",
  "apps/server/test/git.test.ts",
  "apps/web/test/task.test.ts",
  "packages/bench/test/pressure/incidents.test.ts",
  "apps/cli/test/run.test.ts",
  "apps/web/test/hiring.test.ts",
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId, project }: TestSpecification) => {
      // The shortest: they fill the end.
      if (!project.config.isolate) return longest.length + 1;
      const at = longest.findIndex((path) => moduleId.endsWith(path));
      return at === -1 ? longest.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    // Real servers and processes: generous, so that only what hangs is cut off.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Files share the machine's cores with the servers that they start, and wait for these most of the time.
    maxWorkers: 3,
    // A worker thread cannot become another user, nor be told apart from what it starts.
    pool: "forks",
    // Servers, workers and evaluations start from compiled programs, as they do by ./assay: most of a start is compiling.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL(".assay/compiled", import.meta.url)) },
    sequence: { sequencer: LongestFirst },
    // It imports JSON as only a bundler does.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
    projects: [
      {
        extends: true,
        test: {
          name: "whole",
          include: ["{packages,apps}/*/test/**/*.test.{ts,tsx}", "challenges/test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, ...pure],
        },
      },
      { extends: true, test: { name: "pure", include: pure, isolate: false } },
    ],
  },
});
