import { isTest, ownCode, saysNothing, type CodeFile } from "./code-files.ts";

/** A place in somebody's own code. */
export interface Place {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The number of the first line that is shown. */
  readonly from: number;
  /** As they stand in the file, at most twelve; long ones are cut. */
  readonly lines: readonly string[];
}

/** A line by itself, or one among others: what is near it, in the path or so many lines around, and what is not. */
export type Sign =
  RegExp | { readonly line: RegExp; readonly near?: RegExp; readonly apart?: RegExp; readonly within?: number };

/** What a prompt's place is known by, the surest first. */
export type Signs = readonly Sign[];

const shownLines = 12;
const linesBefore = 3;
const longestShown = 160;
const usuallyWithin = 6;
/** Of a line, so much is looked at: what is behind it is data. */
const longestRead = 300;

/**
 * The first line, in the order of `ownCode`, that has the surest sign; a line that does something before one that only
 * brings something in, and never a comment. Undefined where no line has any.
 */
export function placeOf(signs: Signs, files: readonly CodeFile[]): Place | undefined {
  const own = ownCode(files);
  const service = own.filter(({ path }) => !isTest(path));
  // A sure sign in a test tells less of the service than a weaker one in the service.
  return placeIn(signs, service) ?? placeIn(signs, own);
}

function placeIn(signs: Signs, files: readonly CodeFile[]): Place | undefined {
  for (const sign of signs) {
    for (const file of files) {
      const found = lineOf(sign, file);
      if (found !== -1) return placeAt(file, found + 1);
    }
  }
  return undefined;
}

function lineOf(sign: Sign, { path, text }: CodeFile): number {
  const lines = text.split("\n");
  const { line: is, near, apart, within = usuallyWithin } = sign instanceof RegExp ? { line: sign } : sign;
  return lines.findIndex((line, at) => {
    const start = line.slice(0, longestRead);
    if (saysNothing(start) || !is.test(start)) return false;
    const nearby = lines.slice(Math.max(0, at - within), at + within + 1).map((other) => other.slice(0, longestRead));
    const around = [path, ...nearby].join("\n");
    return (near?.test(around) ?? true) && !(apart?.test(around) ?? false);
  });
}

/** @param line from 1 */
export function placeAt({ path, text }: CodeFile, line: number, before = linesBefore): Place {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  const last = Math.max(1, lines.length - shownLines + 1);
  const from = Math.min(Math.max(1, line - before), last);
  return { path, line, from, lines: lines.slice(from - 1, from - 1 + shownLines).map(cut) };
}

function cut(line: string): string {
  const plain = line.replaceAll("\t", "  ");
  return plain.length > longestShown ? `${plain.slice(0, longestShown - 1)}…` : plain;
}
