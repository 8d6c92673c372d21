/** One thing that this machine has or lacks. */
export interface Finding {
  readonly id: string;
  readonly title: string;
  readonly ok: boolean;
  /** What was found, or what it means that it is missing. */
  readonly detail: string;
  /** The exact command that mends it, where there is one. */
  readonly fix?: string;
  readonly needed: "always" | "tests" | "optional";
}

/** The command for root to give: with sudo for those who are not. */
export function asRoot(command: string): string {
  return process.getuid?.() === 0 ? command : `sudo ${command}`;
}
