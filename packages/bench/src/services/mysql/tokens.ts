import { literalsBy, matchAt, type Span, type Token } from "../sql-tokens.ts";

/**
 * Where the contents of a statement's string literals lie, without their quotes, as MySQL and MariaDB read it in their
 * usual mode: 'text' and "text" with backslash escapes, N'', b'', x'', _utf8mb4''.
 * A literal that does not end is none: the server refuses the statement.
 *
 * @see https://dev.mysql.com/doc/refman/8.4/en/string-literals.html
 */
export function literalsOf(statement: string): readonly Span[] {
  return literalsBy(tokenAt, statement);
}

const literals = [/[bBnNxX]?'([^'\\]*(?:(?:''|\\[^])[^'\\]*)*)'(?!')/y, /"([^"\\]*(?:(?:""|\\[^])[^"\\]*)*)"(?!")/y];
const startOfLiteral = /[bBnNxX]?'|"/y;
const quotedIdentifier = /`[^`]*(?:``[^`]*)*`/y;
const word = /[A-Za-z_@\u0080-\uffff][\w$@\u0080-\uffff]*(?!')/y;
const introducer = /_\w+(?=\s*['"])/y;
const number = /\d[\w.]*/y;
const lineComment = /(?:--(?=[\s\0]|$)|#)[^\n]*/y;
/** What stands in it is run, by servers from that version on. */
const startOfRunComment = /\/\*M?!\d*/y;
const blockComment = /\/\*[^]*?(?:\*\/|$)/y;

function tokenAt(statement: string, at: number): Token {
  for (const pattern of literals) {
    const literal = matchAt(pattern, statement, at);
    if (literal === undefined) continue;
    const end = at + literal[0].length;
    return { end, literal: { start: end - 1 - (literal[1] ?? "").length, end: end - 1 } };
  }
  // A quote that is never closed swallows all that follows.
  if (matchAt(startOfLiteral, statement, at) !== undefined) return { end: statement.length };
  for (const pattern of [lineComment, startOfRunComment, blockComment, quotedIdentifier, introducer, word, number]) {
    const found = matchAt(pattern, statement, at);
    if (found !== undefined) return { end: at + found[0].length };
  }
  return { end: statement[at] === "`" ? statement.length : at + 1 };
}
