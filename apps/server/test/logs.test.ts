import { afterAll, beforeAll, expect, test } from "vitest";
import { makeApp } from "../src/app.ts";
import { client, openOffice, type Office, type Organization } from "./office.ts";

let office: Office;
let mine: Organization;
beforeAll(async () => {
  office = await openOffice();
  mine = await office.organization();
});
afterAll(() => office.close());

test("logs say what was asked and what came of it, and nothing about people", async () => {
  const lines: string[] = [];
  const app = await makeApp(office.parts, { log: { write: (line: string) => void lines.push(line) } });
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  // Our own address stands in the first.
  lines.length = 0;
  try {
    const person = { email: "jonas.weber@private.example.com", name: "Jonas Weber", password: "correct horse battery" };
    const token = "a-link-that-nobody-else-may-have-0123456789";
    const { headers } = mine.people.recruiter;
    const bearer = headers["authorization"]?.replace("Bearer ", "") ?? "";
    const recruiter = client(url, {
      ...headers,
      "user-agent": "Jonas’s own browser".normalize("NFKD").replace(/[^ -~]/g, ""),
    });
    const { body } = await recruiter.ask("POST", "/roles", { title: "Backend", challenge: "login-system" });
    await recruiter.ask("POST", `/roles/${String(body.id)}/candidates`, {
      people: [{ name: person.name, email: person.email }],
    });
    await recruiter.ask("GET", `/roles?who=${person.email}`);
    await client(url).ask("POST", "/join", { token, ...person });
    await client(url).ask("POST", "/api/auth/sign-in/email", person);
    await client(url).ask("GET", `/nothing/${person.email}`);
    await client(url, { authorization: `Bearer ${token}`, cookie: `assay.session_token=${token}` }).ask("GET", "/me");
    await client(url, { "x-forwarded-for": "203.0.113.99" }).ask(
      "GET",
      `/api/auth/reset-password/${token.replaceAll("-", "")}`,
    );
    // A fault of ours, which quotes what it could not do.
    await office.parts.database.schema.alterTable("role").renameTo("role_away").execute();
    try {
      expect((await recruiter.ask("GET", `/roles?who=${person.email}`)).status).toBe(500);
    } finally {
      await office.parts.database.schema.alterTable("role_away").renameTo("role").execute();
    }

    const all = lines.join("");
    expect(all).toContain('"route":"/api/v1/roles/:role/candidates"');
    expect(all).toContain("a request failed");
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
    for (const secret of [
      ...[person.email, person.name, person.password, token, token.replaceAll("-", ""), bearer],
      ...["Jonas", "203.0.113.99", "127.0.0.1", "private.example.com", "own browser"],
    ]) {
      expect(all, secret).not.toContain(secret);
    }
  } finally {
    await app.close();
  }
});
