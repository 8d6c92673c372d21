/**
 * The reader: the one process in which a submission's bytes are read, from its archive to the lines of its source. It
 * has no network, sees what it reads and our own programs, and works within limits.
 */
import type { AnswerOf } from "../cell/agent-line.ts";
import { serveAgent } from "../cell/serve-agent.ts";
import { AssayError } from "../errors/assay-error.ts";
import type { ReaderAnswers, ToReader } from "./protocol.ts";

type Read = (input: unknown) => Promise<unknown>;

async function obey({ module, name, input }: ToReader): Promise<AnswerOf<ReaderAnswers>> {
  const { [name]: read } = (await import(module)) as Readonly<Record<string, Read>>;
  if (read === undefined) throw new Error(`${module} exports no ${name}`);
  try {
    return { type: "read", fact: { output: await read(input) } };
  } catch (error) {
    throw isTooDeep(error) ? new AssayError("reading-too-deep", {}, { cause: error }) : error;
  }
}

/** A parser that goes one call deeper for each bracket runs out of stack, and V8 then throws this. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

serveAgent(obey);
