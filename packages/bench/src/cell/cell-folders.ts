import { join } from "node:path";
import type { CellPlan } from "./protocol.ts";

/** Where the submission may write, as we see it. */
export function dataFolderOf(plan: Pick<CellPlan, "directory">): string {
  return join(writtenFolderOf(plan), "data");
}

/** Where the copies of the project's own folders lie that it writes to. */
export function ownFolderOf(plan: Pick<CellPlan, "directory">): string {
  return join(writtenFolderOf(plan), "project");
}

/** Where a database in a file is looked for. */
export function databaseFolderOf(plan: Pick<CellPlan, "directory" | "bound">): string {
  return writesInProject(plan) ? writtenFolderOf(plan) : dataFolderOf(plan);
}

export function writesInProject({ bound }: Pick<CellPlan, "bound">): boolean {
  return bound !== undefined && bound.writable.length > 0;
}

function writtenFolderOf({ directory }: Pick<CellPlan, "directory">): string {
  return join(directory, "written");
}
