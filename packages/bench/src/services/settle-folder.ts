import { rename } from "node:fs/promises";

/** Puts a finished folder in its place. When another process was first, theirs stays: it holds the same. */
export async function settle(draft: string, destination: string): Promise<void> {
  try {
    await rename(draft, destination);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}
