/** Git on what strangers made: limited, closed in, and with nothing of this machine's own settings. */
export { archiveCommit, outputOf, type ArchiveOptions } from "./archive-commit.ts";
export { fetchOutside, NotFetched } from "./fetch-outside.ts";
export { endGit, git, GitFailed, gitEnvironment, startGit, type GitOptions, type GitProcess } from "./limited-git.ts";
export { assertTreeFits, type TreeLimits } from "./tree-size.ts";
