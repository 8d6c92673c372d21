import { afterAll, beforeAll, expect, test } from "vitest";
import { openOffice, type Office } from "./office.ts";

let office: Office;
beforeAll(async () => void (office = await openOffice()));
afterAll(() => office.close());

test("whoever asks without end is told to wait, and the pages are still there for everyone at that address", async () => {
  const asked = async (url: string) => (await office.app.inject({ method: "GET", url })).statusCode;
  for (let at = 0; at < 1_200; at++) await asked("/api/v1/challenges");
  expect(await asked("/api/v1/challenges")).toBe(429);
  expect(await asked("/mark.svg")).toBe(200);
});
