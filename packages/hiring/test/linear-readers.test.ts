import { test } from "vitest";
import loginWalkThrough from "../../../challenges/login-system/walk-through.ts";
import { expectLinear, testGrowth, type Reader } from "../../bench/test/growth.ts";
import { NamesHidden } from "../src/blind/hide-names.ts";
import { nameMask } from "../src/blind/name-mask.ts";
import { signaturesIn } from "../src/blind/signatures.ts";
import { contactsIn } from "../src/post/contacts.ts";
import { biasIn } from "../src/post/biased-words.ts";
import { pointedAt, pointedAtChanges } from "../src/walk-through/walk-through.ts";

/** A name that can be read in many ways: `aaaaaaaaa` holds both of its parts at any place. */
const ambiguous = nameMask({ codeName: "Alder", name: "Aaa Aaaa", email: "aaa@mail.example", aliases: ["a.aaaa"] });
const person = { mask: ambiguous, codeName: "Alder", ids: ["1"], workIds: [], isNamesake: false };

const readers: Readonly<Record<string, Reader>> = {
  "a LICENSE": (text) => signaturesIn("LICENSE", text),
  "a pom.xml": (text) => signaturesIn("pom.xml", text),
  "a package.json": (text) => signaturesIn("package.json", JSON.stringify({ author: text, repository: text })),
  "a name's mask": (text) => [ambiguous.anywhere(text), ambiguous.within(text)],
  "a page with a hidden name": (text) => new NamesHidden([person], { about: [person] }).inPage(text),
  "a walk-through": (text) =>
    pointedAt(
      loginWalkThrough.prompts.map(({ id, places }) => ({ id, places })),
      [{ path: "server.js", text }],
    ),
  "a walk-through's path": (text) => pointedAt([{ id: "a", places: [/a/] }], [{ path: `${text}.js`, text: "a" }]),
  "a change": (text) => pointedAtChanges([{ path: "server.js", text: "a" }], [{ path: "server.js", text }]),
  "contacts in a post": contactsIn,
  "words in a post": biasIn,
};

const words = [
  ...[
    "\n",
    "\r\n",
    "\u2028",
    " ",
    "\t",
    "a",
    "aaa ",
    "Aaa",
    "A",
    "0",
    ".",
    ",",
    ";",
    ":",
    "=",
    "-",
    "_",
    "/",
    "\\",
    "<",
    ">",
  ],
  ...["(", ")", "[", "{", "}", '"', "'", "@", "#", "*", "(c)", "©", "2026", "\u0301", "\ud800", "é", "ß", "%20"],
  ...[
    "copyright ",
    "copyright\n",
    "Copyright (c) ",
    "by ",
    "by\n",
    "author: ",
    "written by ",
    "with ",
    "name = ",
    '{name="',
  ],
  ...[
    "authors = [",
    "<developer>",
    "<name>",
    "<email>",
    "<style>",
    "<script>",
    "</style>",
    "<a ",
    "github.com/",
    "git clone ",
  ],
  ...["https://", "a@a.example", "www.", "a.com ", "+49 ", "whatsapp", "import ", "const a = require(", "//", "test_"],
  ...[
    "SELECT ",
    "DELETE FROM ",
    "WHERE ",
    "FROM reset ",
    "session",
    "token",
    "hash",
    "reset",
    "reset.",
    "post '/login",
  ],
  ...[
    "valid",
    "email",
    "address",
    "function ",
    "logout",
    "throw ",
    "429",
    "limit",
    "pool.",
    "query(",
    "attempts ",
    "guess",
  ],
] as const;

testGrowth(readers, words);

test("a name of which each part is in the other is looked for once", async () => {
  await expectLinear((text) => ambiguous.anywhere(text), { unit: "a", end: "b1" });
});
