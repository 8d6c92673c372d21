/** What an install makes, what belongs to one machine, and what a packing tool adds. */
const leftOut: ReadonlySet<string> = new Set(["node_modules", ".venv", "venv", "__pycache__", "__MACOSX", ".DS_Store"]);

/** Whether a file or folder of this name is never copied from a submission. */
export function isLeftOut(name: string): boolean {
  return leftOut.has(name) || name.startsWith("._");
}
