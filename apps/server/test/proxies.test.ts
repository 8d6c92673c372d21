import { afterAll, beforeAll, expect, test } from "vitest";
import { openOffice, type Office } from "./office.ts";

let office: Office;
beforeAll(async () => void (office = await openOffice()));
afterAll(() => office.close());

/** How many of 25 guesses of one visitor, each said to come from elsewhere, are answered. */
async function answered(remoteAddress: string): Promise<number> {
  const statuses: number[] = [];
  for (let at = 1; at <= 25; at++) {
    const { statusCode } = await office.app.inject({
      ...{ method: "POST", url: "/api/v1/welcome", remoteAddress },
      headers: { "x-forwarded-for": `198.51.100.${String(at)}` },
      payload: {},
    });
    statuses.push(statusCode);
  }
  return statuses.filter((status) => status !== 429).length;
}

test("a visitor in the same network can't say to be another, and so guess without end; our own proxy can", async () => {
  expect(await answered("192.168.1.9")).toBe(20);
  expect(await answered("127.0.0.1")).toBe(25);
});
