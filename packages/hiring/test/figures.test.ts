import { expect, test } from "vitest";
import { figureSources, pay, rowsOf, science } from "../src/index.ts";

test.each([pay.annualPay, pay.contractHourly])("each row of $source has a cell for each column", (table) => {
  for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  expect(rowsOf(table).get("India")?.["region"]).toBe("India");
});

test("every figure says where it comes from", () => {
  const sourced = [
    ...[pay.annualPay, pay.contractHourly, pay.employerOverhead, pay.workUplift.ai, pay.workUplift.complexData],
    ...[pay.speedSpread, ...pay.hiringTime, science.validity, science.reliability],
  ];
  for (const { source } of sourced) expect(source).toMatch(/\w{4}/);
});

test("what people read as the source is a name to look up, and no note to ourselves", () => {
  for (const { source } of Object.values(figureSources)) {
    expect(source).not.toMatch(/\bhirer|\binvent|show them|\bnever\b| x |third-party/i);
    expect(source.length).toBeLessThan(80);
  }
});
