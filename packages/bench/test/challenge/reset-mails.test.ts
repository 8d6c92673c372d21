import { expect, test } from "vitest";
import type { MailBox, Person, World } from "../../src/index.ts";
import { resetLinkIn, resetMailTo, resetTokenIn } from "../../../../challenges/login-system/actions.ts";

const link = "https://shop.example/reset?token=d85ul3_m-5";

test.each<[string, { text: string; html?: string }]>([
  ["a link alone on a line", { text: `Hello\n\n${link}\n` }],
  ["a link that ends a sentence", { text: `Open ${link}.` }],
  ["a link in brackets", { text: `Choose a new one (${link}), please.` }],
  ["a link in Markdown", { text: `[Choose a new one](${link})!` }],
  ["a link in angle brackets", { text: `<${link}>` }],
  // What a mail of HTML alone is read as: our own parser puts the address behind the words.
  ["HTML alone", { text: `Choose (${link}) a new one`, html: `<p><a href="${link}">Choose</a> a new one</p>` }],
  ["HTML in single quotes", { text: "", html: `<a class=x href='${link}'>Choose</a>` }],
  ["HTML without quotes", { text: "", html: `<a href=${link}>Choose</a>` }],
  ["HTML whose template escapes", { text: "", html: `<a href="${link.replace("=", "&#x3D;")}">Choose</a>` }],
  ["HTML that shows the address and links nothing", { text: "", html: `<p>${link}.</p>` }],
  [
    "HTML with other links",
    { text: "", html: `<a href="https://shop.example/">Shop</a> <a href="${link}">Choose</a>` },
  ],
  ["a link with more in it", { text: "", html: `<a href="${link}&amp;lang=en#top">Choose</a>` }],
])("the token of a reset mail is found in %s", (_, mail) => {
  expect(resetTokenIn(mail)).toBe("d85ul3_m-5");
  expect(resetLinkIn(mail)).toMatch(/^https:\/\/shop\.example\/reset\?token=d85ul3_m-5/);
});

test("a token is read as it was before it was written into the link", () => {
  expect(resetTokenIn({ text: "https://shop.example/r?token=a%2Bb%3D%3D" })).toBe("a+b==");
});

test("a code alone on a line is a token, and a greeting is none", () => {
  const mail = { text: "Hello,\n\nWelcome\n\n482913\n\nShopTeam\n" };
  expect(resetTokenIn(mail)).toBe("482913");
  expect(resetLinkIn(mail)).toBeUndefined();
});

test("the mail that was asked for is found behind one that welcomes, and any where no other comes", async () => {
  const mail = (text: string) => ({ ...{ at: 7, from: "", to: [], subject: "", raw: "", headers: {} }, text });
  const boxOf = (...texts: readonly string[]): Pick<MailBox, "next"> => ({
    next: (_address, { like = () => true } = {}) =>
      Promise.resolve(texts.map(mail).find((one) => like(one as never)) as never),
  });
  const found = async (...texts: readonly string[]) => {
    const world = { mail: boxOf(...texts) } as unknown as World;
    const person = { email: "ada@shop.example", name: "Ada" } as Person;
    return (await resetMailTo(world, person, { sinceMs: 5 }))?.text;
  };
  const welcome = "Hello,\n\nyour account is there.\n\nRegards\n";
  expect(await found(welcome, `Open ${link}.`)).toBe(`Open ${link}.`);
  expect(await found(welcome, "Your code:\n\nKQXWMP\n")).toBe("Your code:\n\nKQXWMP\n");
  expect(await found("Your code:\n\nkqxwmp\n")).toBe("Your code:\n\nkqxwmp\n");
  expect(await found()).toBeUndefined();
});
