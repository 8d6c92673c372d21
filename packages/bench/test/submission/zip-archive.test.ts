import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as passed } from "node:timers/promises";
import { expect, test } from "vitest";
import { receiveLimits } from "../../src/submission/receive-limits.ts";
import { WorkingCopy } from "../../src/submission/working-copy.ts";
import { unpackZip } from "../../src/submission/zip-archive.ts";
import { zip } from "./archives.ts";

class SlowDisk extends WorkingCopy {
  override async addFile(...file: Parameters<WorkingCopy["addFile"]>): Promise<void> {
    await passed(200);
    return super.addFile(...file);
  }
}

// It once ended our whole process: the stream had failed before anybody listened to it.
test("a zip that lies about a size is refused, also on a slow disk", async () => {
  const room = await mkdtemp(join(tmpdir(), "assay-zip-"));
  try {
    const archive = join(room, "shop.zip");
    await writeFile(archive, zip([{ path: "a", content: "1".repeat(9000), claimedSize: 10 }]));
    const copy = new SlowDisk({
      into: join(room, "app"),
      name: "shop.zip",
      limits: receiveLimits,
      tooMuch: "archive-bomb",
    });
    await copy.prepare();
    await expect(unpackZip(archive, "shop.zip", copy, receiveLimits)).rejects.toMatchObject({
      code: "archive-unreadable",
    });
  } finally {
    await rm(room, { recursive: true, force: true });
  }
});
