import type { SourceFile } from "./set-up.ts";

/** Each matches to the end of the text or line where it isn't closed, so that reading stays linear. */
const doubleQuoted = String.raw`"(?:[^"\\\n]|\\[\s\S])*(?:"|(?=\n)|\\?$)`;
const singleQuoted = String.raw`'(?:[^'\\\n]|\\[\s\S])*(?:'|(?=\n)|\\?$)`;
const backquoted = "`(?:[^`\\\\]|\\\\[\\s\\S])*(?:`|\\\\?$)";
const rawBackquoted = "`[^`]*(?:`|$)";
const block = String.raw`\/\*[\s\S]*?(?:\*\/|$)`;
const line = String.raw`\/\/[^\n]*`;
/** A slash behind an operator or a bracket begins a regular expression. */
const regularExpression = String.raw`(?<=[(,=:[!&|?{};][ \t]{0,20})\/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.){0,40}\]){1,100}\/`;

const tokens: readonly { readonly files: RegExp; readonly token: RegExp; readonly comment: RegExp }[] = [
  {
    files: /\.[cm]?[jt]sx?$/i,
    token: alternation(block, line, regularExpression, doubleQuoted, singleQuoted, backquoted),
    comment: /^\/[/*]/,
  },
  { files: /\.go$/i, token: alternation(block, line, doubleQuoted, singleQuoted, rawBackquoted), comment: /^\/[/*]/ },
  { files: /\.(java|kt|cs|scala)$/i, token: alternation(block, line, doubleQuoted, singleQuoted), comment: /^\/[/*]/ },
  {
    files: /\.php$/i,
    // `#[` is an attribute.
    token: alternation(block, line, String.raw`#(?!\[)[^\n]*`, doubleQuoted, singleQuoted),
    comment: /^(\/[/*]|#)/,
  },
  {
    files: /\.py$/i,
    // A text of three quotes that begins a line is a docstring.
    token: alternation(
      String.raw`"""(?:[^\\]|\\[\s\S])*?(?:"""|\\?$)`,
      String.raw`'''(?:[^\\]|\\[\s\S])*?(?:'''|\\?$)`,
      String.raw`#[^\n]*`,
      doubleQuoted,
      singleQuoted,
    ),
    comment: /^(#|"""|''')/,
  },
];

function alternation(...parts: readonly string[]): RegExp {
  return new RegExp(parts.join("|"), "g");
}

/**
 * The file with spaces in place of its comments and docstrings, which name much that isn't so. Places and lines stay as
 * they are. Pure.
 */
export function withoutComments(file: SourceFile): SourceFile {
  const { path, text } = file;
  const language = tokens.find(({ files }) => files.test(path));
  if (language === undefined) return file;
  const read = text.replaceAll(language.token, (token, index: number) => {
    if (!language.comment.test(token)) return token;
    const isString = token.startsWith('"') || token.startsWith("'");
    if (isString && !beginsLine(text, index)) return token;
    return token.replaceAll(/[^\n]/g, " ");
  });
  return { path, text: read };
}

function beginsLine(text: string, index: number): boolean {
  let at = index;
  while (at > 0 && /[ \t]/.test(text.charAt(at - 1))) at--;
  return at === 0 || text[at - 1] === "\n";
}
