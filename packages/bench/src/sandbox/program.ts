import { accessSync, constants } from "node:fs";
import { join } from "node:path";

const folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/**
 * Where a program of the system's is. The invoker's PATH is not asked: what runs as root must be the system's.
 * A program that is not there is returned as its name, so that starting it says which one is missing.
 */
export function findProgram(name: string): string {
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? name;
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
