import { afterAll, beforeAll, expect, test } from "vitest";
import { ownerLink } from "../src/owner-link.ts";
import { client, openOffice, type Office } from "./office.ts";

interface Shown {
  readonly name: string;
  readonly stage: string;
  readonly evaluation: { readonly state: string };
}

let office: Office;
beforeAll(async () => void (office = await openOffice()));
afterAll(() => office.close());

const answers = {
  name: "Ruth",
  email: "Ruth@marlow.example.com",
  password: "a long and good one",
  organization: "Marlow & Fern",
};

test("the first person's link makes the owner once, with a role whose samples are run for real", async () => {
  const anybody = client(office.url);
  const old = (await ownerLink(office.parts.database, office.url)) ?? "";
  const link = (await ownerLink(office.parts.database, office.url)) ?? "";
  const welcome = (from: string) => anybody.ask("POST", "/welcome", { ...answers, token: from.split("#")[1] });
  // Only the newest that was printed is good, and that of two people at once for one.
  expect((await welcome(old)).body).toMatchObject({ code: "link-not-valid" });
  const both = await Promise.all([welcome(link), welcome(link)]);
  expect(both.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await ownerLink(office.parts.database, office.url)).toBeUndefined();

  const signedIn = await anybody.ask("POST", "/api/auth/sign-in/email", {
    email: answers.email,
    password: answers.password,
  });
  const ruth = client(office.url, {
    cookie: signedIn.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; "),
  });
  const { body: roles } = await ruth.ask("GET", "/roles");
  expect(roles).toMatchObject([{ is_demo: true, people: 3 }]);
  const { cards } = (await ruth.ask("GET", `/roles/${String(roles[0].id)}/board`)).body;
  expect(cards.map(({ name, stage, evaluation }: Shown) => [name, stage, evaluation.state]).sort()).toEqual([
    ["Jonas Weber", "testing", "waiting"],
    ["Noor Haddad", "testing", "waiting"],
    ["Sam Keller", "testing", "waiting"],
  ]);
});
