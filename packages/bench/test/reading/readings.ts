/** What a test has done in the reader. */
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { z } from "zod";
import { reading } from "../../src/reading/reading.ts";

export async function spin(): Promise<never> {
  for (;;);
}

/** Arrays of numbers live on the heap of V8. */
export async function fillHeap(): Promise<number> {
  const kept: number[][] = [];
  for (;;) kept.push(Array.from({ length: 100_000 }, (_, at) => at + 0.5));
}

/** Buffers live beside it. */
export async function fillMemory({ bytes }: { readonly bytes: number }): Promise<number> {
  const kept: Buffer[] = [];
  for (let taken = 0; taken < bytes; taken += 16_777_216) kept.push(Buffer.alloc(16_777_216, 1));
  return kept.length;
}

/** As a parser does that goes one call deeper for each bracket. */
export async function parseDeep(): Promise<number> {
  const depthOf = (text: string, at: number): number => (text[at] === "[" ? 1 + depthOf(text, at + 1) : 0);
  return depthOf("[".repeat(1_000_000), 0);
}

export async function lookAround({ paths, port, write }: { paths: string[]; port: number; write: string[] }) {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length;
  const reached = await new Promise<boolean>((resolve) => {
    connect(port, "127.0.0.1")
      .once("connect", () => resolve(true))
      .once("error", () => resolve(false));
  });
  const written = write.filter((path) => {
    try {
      writeFileSync(path, "");
      return true;
    } catch {
      return false;
    }
  });
  const environment = Object.keys(process.env).sort();
  return { seen: paths.filter(existsSync), processes, reached, written, environment };
}

export const spinning = reading(import.meta.url, spin, z.never());
export const fillingHeap = reading(import.meta.url, fillHeap, z.number());
export const fillingMemory = reading(import.meta.url, fillMemory, z.number());
export const parsingDeep = reading(import.meta.url, parseDeep, z.number());
export const lookingAround = reading(
  import.meta.url,
  lookAround,
  z.object({
    seen: z.array(z.string()),
    processes: z.number(),
    reached: z.boolean(),
    written: z.array(z.string()),
    environment: z.array(z.string()),
  }),
);
export const answeringOtherwise = reading<{ bytes: number }, string>(
  import.meta.url,
  fillMemory as unknown as () => Promise<string>,
  z.string(),
);
