import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AssayError } from "../../src/errors/assay-error.ts";
import { evidenceFileName, writeEvidence, type Evidence } from "../../src/result/evidence.ts";
import { readEvidence, readResult } from "../../src/result/read.ts";
import { makeResult } from "./hand-made-result.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "assay-read-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function stored(content: string | Uint8Array): string {
  const path = join(folder, "file");
  writeFileSync(path, content);
  return path;
}

async function problemOf(reading: Promise<unknown>): Promise<unknown> {
  const error: unknown = await reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AssayError)) throw new Error("it should have been refused");
  expect(error.code).toBe("result-unreadable");
  return error.facts["problem"];
}

describe("a stored result", () => {
  test("is read as it was written, and more that a later minor version added is no trouble", async () => {
    const result = makeResult();
    expect(await readResult(stored(JSON.stringify({ ...result, addedLater: 1 })))).toEqual(result);
  });

  test("that is missing, not JSON, newer, or wrong is refused with the place", async () => {
    const { version: _version, ...versionless } = makeResult();
    expect(await problemOf(readResult(join(folder, "not-here.json")))).toBe("there is nothing there");
    expect(await problemOf(readResult(stored("<html>")))).toBe("it is not JSON");
    expect(await problemOf(readResult(stored(JSON.stringify({ ...makeResult(), version: 2 }))))).toBe(
      "it is of version 2, and this Assay reads up to 1",
    );
    expect(await problemOf(readResult(stored(JSON.stringify(versionless))))).toMatch(/^at version: /);
    expect(await problemOf(readResult(stored(JSON.stringify({ ...makeResult(), verdict: "fine" }))))).toMatch(
      /^at verdict: /,
    );
    expect(await problemOf(readResult(stored("[]")))).toMatch(/^at the whole of it: /);
  });
});

describe("stored evidence", () => {
  const evidence: Evidence = {
    version: 1,
    gathering: 1,
    checks: {
      accounts: [
        { cell: "cell-1", evidence: { rows: 1, names: ["Zoë", null] } },
        { cell: "cell-2", error: "it broke" },
      ],
      timing: [],
    },
  };

  test("is read as it was written", async () => {
    const path = join(folder, evidenceFileName);
    await writeEvidence(path, evidence);
    expect(await readEvidence(path)).toEqual(evidence);
    expect(readFileSync(path).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
  });

  test("that was cut off, or isn't compressed, is refused", async () => {
    const packed = gzipSync(JSON.stringify(evidence));
    expect(await problemOf(readEvidence(stored(packed.subarray(0, packed.length - 12))))).toMatch(/cannot be unpacked/);
    expect(await problemOf(readEvidence(stored("{}")))).toMatch(/cannot be unpacked/);
  });
});
