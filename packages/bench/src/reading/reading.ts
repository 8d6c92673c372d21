import type { z } from "zod";

/**
 * Something that is read from a submission, in the reader's process. Input and output are plain JSON; the output is held
 * against the schema on our side, for what was read is a stranger's.
 */
export interface Reading<Input, Output> {
  /** Its default export reads: `(input: Input) => Promise<Output>`. */
  readonly module: URL;
  readonly output: z.ZodType<Output>;
  /** Only for the compiler. */
  readonly input?: (input: Input) => void;
}

/**
 * @example
 * // read-words.ts, run in the reader
 * export default async function readWords({ directory }: { directory: string }): Promise<readonly string[]> { … }
 *
 * // words.ts, here
 * export const words = reading<{ directory: string }, readonly string[]>(
 *   new URL("./read-words.ts", import.meta.url),
 *   z.array(z.string()),
 * );
 */
export function reading<Input, Output>(module: URL, output: z.ZodType<Output>): Reading<Input, Output> {
  return { module, output };
}
