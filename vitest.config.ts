import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,apps}/*/test/**/*.test.{ts,tsx}", "challenges/test/**/*.test.ts"],
    // Real servers and processes: generous, so that only what hangs is cut off.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Files share the machine's cores with the servers that they start, and wait for these most of the time.
    maxWorkers: 3,
    // A worker thread cannot become another user, nor be told apart from what it starts.
    pool: "forks",
    // It imports JSON as only a bundler does.
    server: { deps: { inline: ["@actions/workflow-parser"] } },
  },
});
