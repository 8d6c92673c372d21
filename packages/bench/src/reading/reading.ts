import type { z } from "zod";

/**
 * A function that reads a submission, and so runs in the reader's process. Input and output are plain JSON; the output is
 * held against the schema on our side, for it is made of a stranger's bytes.
 */
export interface Reading<Input, Output> {
  /** The address of its file. */
  readonly module: string;
  /** What the file exports it as. */
  readonly name: string;
  readonly output: z.ZodType<Output>;
  /** Only for the compiler. */
  readonly input?: (input: Input) => void;
}

const modules = new Set<string>();

/** The addresses of all files with a reading that this process has loaded. */
export function readingModules(): readonly string[] {
  return [...modules];
}

/**
 * @param read is not called here: it says what goes in and comes out
 *
 * @example
 * export async function wordsIn({ directory }: { directory: string }): Promise<readonly string[]> { … }
 *
 * export const wordsReading = reading(import.meta.url, wordsIn, z.array(z.string()));
 */
export function reading<Input, Output>(
  module: string,
  read: (input: Input) => Promise<Output>,
  output: z.ZodType<Output>,
): Reading<Input, Output> {
  modules.add(module);
  return { module, name: read.name, output };
}
