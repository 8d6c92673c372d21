import { XMLParser } from "fast-xml-parser";

/** An element of an XML file, without its attributes. */
export interface XmlElement {
  readonly name: string;
  /** What stands directly in it, without white space around. */
  readonly text: string;
  /** In the order of the file. */
  readonly children: readonly XmlElement[];
}

// Entities stay as they are written: a few lines of them can name a gigabyte.
const parser = new XMLParser({
  preserveOrder: true,
  processEntities: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  maxNestedTags: 100,
  // Else the path of every element is written out, which costs its depth each time.
  jPath: false,
});

/**
 * The elements at the top of an XML file that a stranger wrote, comments left out.
 * @throws Error where it can't be read: a comment without an end, more than 100 elements in each other.
 */
export function parseXml(text: string): readonly XmlElement[] {
  return elementsIn(parser.parse(text));
}

/** At any depth, in document order. */
export function* everyElement(elements: readonly XmlElement[]): Generator<XmlElement> {
  for (const element of elements) {
    yield element;
    yield* everyElement(element.children);
  }
}

export function elementsNamed(elements: readonly XmlElement[], name: string): readonly XmlElement[] {
  return [...everyElement(elements)].filter((element) => element.name === name);
}

/** The text of the first child of the name that has one. */
export function childText({ children }: XmlElement, name: string): string | undefined {
  return children.find((child) => child.name === name && child.text !== "")?.text;
}

/** The parser gives each piece as `{ name: [pieces] }`, and a text as `{ "#text": "…" }`. */
function elementsIn(pieces: unknown): readonly XmlElement[] {
  if (!Array.isArray(pieces)) return [];
  return pieces.flatMap((piece: unknown) =>
    Object.entries(piece ?? {}).flatMap(([name, inside]: readonly [string, unknown]) =>
      name === "#text" ? [] : [{ name, text: textIn(inside), children: elementsIn(inside) }],
    ),
  );
}

function textIn(pieces: unknown): string {
  if (!Array.isArray(pieces)) return "";
  return pieces
    .map((piece: unknown) =>
      typeof piece === "object" && piece !== null && "#text" in piece ? String(piece["#text"]) : "",
    )
    .join("")
    .trim();
}
