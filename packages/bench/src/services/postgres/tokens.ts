import { literalsBy, matchAt, type Span, type Token } from "../sql-tokens.ts";

/**
 * Where the contents of a statement's string literals lie, without their quotes, as PostgreSQL reads it with
 * standard_conforming_strings on: 'text', E'escapes', N'', B'', X'', U&'', and dollar quotes.
 * A literal that does not end is none: the server refuses the statement.
 *
 * @see https://www.postgresql.org/docs/current/sql-syntax-lexical.html
 */
export function literalsOf(statement: string): readonly Span[] {
  return literalsBy(tokenAt, statement);
}

const quotedLiteral = /(?:[bBnNxX]|[uU]&)?'([^']*(?:''[^']*)*)'(?!')/y;
const escapedLiteral = /[eE]'([^'\\]*(?:(?:''|\\[^])[^'\\]*)*)'(?!')/y;
const startOfLiteral = /(?:[bBeEnNxX]|[uU]&)?'/y;
const dollarQuote = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const quotedIdentifier = /(?:[uU]&)?"[^"]*(?:""[^"]*)*"/y;
const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const numberOrParameter = /(?:\$\d+|\d[\w.]*)/y;
const lineComment = /--[^\r\n]*/y;

function tokenAt(statement: string, at: number): Token {
  const literal = matchAt(quotedLiteral, statement, at) ?? matchAt(escapedLiteral, statement, at);
  if (literal !== undefined) {
    const end = at + literal[0].length;
    return { end, literal: { start: end - 1 - (literal[1] ?? "").length, end: end - 1 } };
  }
  // A quote that is never closed swallows all that follows.
  if (matchAt(startOfLiteral, statement, at) !== undefined) return { end: statement.length };

  const tag = matchAt(dollarQuote, statement, at)?.[0];
  if (tag !== undefined) {
    const start = at + tag.length;
    const end = statement.indexOf(tag, start);
    return end === -1 ? { end: statement.length } : { end: end + tag.length, literal: { start, end } };
  }
  if (statement.startsWith("/*", at)) return { end: endOfBlockComment(statement, at) };
  for (const pattern of [lineComment, quotedIdentifier, word, numberOrParameter]) {
    const found = matchAt(pattern, statement, at);
    if (found !== undefined) return { end: at + found[0].length };
  }
  return { end: statement[at] === '"' ? statement.length : at + 1 };
}

/** Block comments nest. */
function endOfBlockComment(statement: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < statement.length) {
    if (statement.startsWith("/*", at)) {
      depth += 1;
      at += 2;
    } else if (statement.startsWith("*/", at)) {
      depth -= 1;
      at += 2;
      if (depth === 0) return at;
    } else {
      at += 1;
    }
  }
  return statement.length;
}
