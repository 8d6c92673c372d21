import { expect, test } from "vitest";
import { pay, rowsOf, science } from "../src/index.ts";

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
