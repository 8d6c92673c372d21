/* eslint-disable @typescript-eslint/no-unsafe-enum-comparison -- the enum lives in a package that nothing else here needs */
import { IntlMessageFormat } from "intl-messageformat";

type Message = ReturnType<IntlMessageFormat["getAst"]>;

export interface MessageTexts {
  /** Names of the facts that it asks for. */
  readonly facts: readonly string[];
  /** As it may read, with numbers in place of facts: enough texts to have seen every branch once. */
  readonly texts: readonly string[];
}

/** Reads an ICU message. Throws where it is none. */
export function textsOf(message: string): MessageTexts {
  const ast = new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst();
  const facts = new Set<string>();
  const texts = expand(ast, facts);
  return { facts: [...facts], texts };
}

/** Element types, as the parser numbers them: 0 literal, 5 select, 6 plural, 7 the plural's number, others a value. */
function expand(message: Message, facts: Set<string>): string[] {
  let texts = [""];
  for (const element of message) {
    let parts: string[];
    if (element.type === 0) {
      parts = [element.value];
    } else if (element.type === 7) {
      parts = ["7"];
    } else if (element.type === 5 || element.type === 6) {
      facts.add(element.value);
      parts = Object.values(element.options).flatMap((option) => expand(option.value, facts));
    } else {
      facts.add(element.value);
      parts = ["7"];
    }
    // Every branch once, not every combination of branches.
    const count = Math.max(texts.length, parts.length);
    texts = Array.from(
      { length: count },
      (_, index) => `${texts[index % texts.length] ?? ""}${parts[index % parts.length] ?? ""}`,
    );
  }
  return texts;
}
