import type { Row, Way } from "./row.ts";
import { archives } from "./rows/archives.ts";
import { databases } from "./rows/databases.ts";
import { dockerfiles } from "./rows/dockerfiles.ts";
import { installs } from "./rows/installs.ts";
import { mails } from "./rows/mails.ts";
import { manifests } from "./rows/manifests.ts";
import { programs } from "./rows/programs.ts";
import { replies } from "./rows/replies.ts";
import { repositories } from "./rows/repositories.ts";
import type { Kind } from "./row.ts";

export const byKind: Readonly<Record<Kind, readonly Row[]>> = {
  programs,
  archives,
  manifests,
  repositories,
  mails,
  replies,
  databases,
  installs,
  dockerfiles,
};

/** Every hostile input that we know. */
export const table: readonly Row[] = Object.values(byKind).flat();

/** Every way in which a row is run when there is time. */
export function allWaysOf(row: Row): readonly Way[] {
  return [...row.ways, ...(row.longWays ?? [])];
}
