import { pythonFixedSettings } from "./python-fixed-settings.ts";
import type { SourceFile } from "./set-up.ts";

/** A text of the project's that is another one in our working copy. */
export interface Replacement {
  readonly file: string;
  readonly text: string;
  readonly with: string;
}

interface Rule {
  readonly files: RegExp;
  /** What is fixed, behind a group that stays. */
  readonly pattern: RegExp;
  readonly by: string;
}

const inNode = (variable: string) => `process.env.${variable}`;
const localAddress = String.raw`(?:localhost|127\.0\.0\.1|0\.0\.0\.0|[\w.-]{1,100}\.mongodb\.net|mongo(?:db)?|postgres|mysql|db)(?=[:/])`;

/** Ports and addresses of databases that stand in the code, where each copy and each run has its own. */
const rules: readonly Rule[] = [
  { files: /\.[cm]?[jt]s$/, pattern: /(\.listen\(\s{0,20})\d{4,5}\b/g, by: inNode("PORT") },
  {
    files: /\.[cm]?[jt]s$/,
    pattern: /((?:const|let|var)\s{1,5}port\s{0,5}=\s{0,5})\d{4,5}\b/gi,
    by: inNode("PORT"),
  },
  {
    files: /\.[cm]?[jt]s$/,
    pattern: new RegExp(
      String.raw`([=(:,]\s{0,20})["'\x60](?:mongodb(?:\+srv)?|postgres(?:ql)?|mysql):\/\/(?:[^"'\x60\s@]{0,200}@)?${localAddress}[^"'\x60\s]{0,200}["'\x60]`,
      "g",
    ),
    by: inNode("DATABASE_URL"),
  },
  // Without an address, Gin's Run reads PORT.
  { files: /\.go$/, pattern: /(\.Run\()"(?:localhost|0\.0\.0\.0|127\.0\.0\.1)?:\d{4,5}"/g, by: "" },
];

/** Each fixed setting in the code once, with what is read from the environment in its place. Pure. */
export function fixedSettingsIn(files: readonly SourceFile[]): readonly Replacement[] {
  const replacements = files
    .filter(({ path }) => !/(^|\/)(tests?|__tests__|scripts?|client|frontend|public)\/|\.(test|spec)\./i.test(path))
    .flatMap(({ path, text }) => [
      ...pythonFixedSettings({ path, text }),
      ...rules
        .filter(({ files }) => files.test(path))
        .flatMap(({ pattern, by }) =>
          [...text.matchAll(pattern)].map(([whole, before = ""]) => ({
            file: path,
            text: whole,
            with: `${before}${by}`,
          })),
        ),
    ]);
  return [
    ...new Map(replacements.map((replacement) => [`${replacement.file} ${replacement.text}`, replacement])).values(),
  ].slice(0, 20);
}
