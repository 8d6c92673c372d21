/** A part of a statement, from the first character to before the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Token {
  readonly end: number;
  /** The contents of a string literal, without its quotes. */
  readonly literal?: Span;
}

/** Where the contents of a statement's string literals lie, by what one engine takes for a token. */
export function literalsBy(tokenAt: (statement: string, at: number) => Token, statement: string): readonly Span[] {
  const literals: Span[] = [];
  let at = 0;
  while (at < statement.length) {
    const token = tokenAt(statement, at);
    if (token.literal !== undefined) literals.push(token.literal);
    at = token.end;
  }
  return literals;
}

export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
