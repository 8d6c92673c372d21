import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bucketIn, openFiles, type Files } from "../src/index.ts";

let folder = "";
let server: S3rver;
let s3 = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "assay-files-"));
  const options = { port: 0, address: "127.0.0.1", silent: true, directory: join(folder, "s3") };
  server = new S3rver({ ...options, configureBuckets: [{ name: "assay", configs: [] }] });
  const { port } = await server.run();
  process.env["AWS_ACCESS_KEY_ID"] = process.env["AWS_SECRET_ACCESS_KEY"] = "S3RVER";
  const endpoint = encodeURIComponent(`http://127.0.0.1:${String(port)}`);
  s3 = `s3://assay/some/prefix?endpoint=${endpoint}&region=eu-central-1`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const places: readonly (readonly [string, () => string])[] = [
  ["a folder", () => join(folder, "files")],
  ["an S3-compatible storage", () => s3],
];

describe.each(places)("files in %s", (_kind, storage) => {
  const files = (): Files => openFiles(storage());
  const newKey = () => `submissions/${randomUUID()}.zip`;

  test("come back as they were put, small and large", async () => {
    const small = newKey();
    await files().put(small, Buffer.from("a few words"));
    expect((await buffer(await files().read(small))).toString()).toBe("a few words");

    // More than one part of an upload.
    const large = Buffer.alloc(12 * 1024 * 1024, "0123456789");
    const key = newKey();
    await files().put(key, Readable.from(pieces(large)));
    expect((await buffer(await files().read(key))).equals(large)).toBe(true);
  });

  test("are not there at all when what is put breaks half-way", async () => {
    const key = newKey();
    const broken = Readable.from(
      (async function* () {
        yield Buffer.alloc(7 * 1024 * 1024);
        await Promise.resolve();
        throw new Error("the sender went away");
      })(),
    );
    await expect(files().put(key, broken)).rejects.toThrow("the sender went away");
    await expect(files().read(key)).rejects.toThrow();
  });

  test("are gone once removed, and removing what isn't there is no error", async () => {
    const key = newKey();
    await files().put(key, Buffer.from("x"));
    await files().remove(key);
    await expect(files().read(key)).rejects.toThrow();
    await files().remove(key);
  });

  test.each(["../secret", "submissions/../../secret", "/etc/passwd", "a/b/c"])("are never at %s", async (key) => {
    await expect(async () => files().put(key, Buffer.from("x"))).rejects.toThrow("no key");
    await expect(async () => files().read(key)).rejects.toThrow("no key");
  });
});

test("keep below their prefix in a bucket", async () => {
  expect((await readdir(join(folder, "s3/assay"))).sort()).toContain("some");
});

describe("where files are", () => {
  test("is read from one address", () => {
    expect(bucketIn("/var/lib/assay")).toBeUndefined();
    expect(bucketIn("s3://kept/a/b?region=eu-west-1")).toEqual({ name: "kept", prefix: "a/b/", region: "eu-west-1" });
    expect(bucketIn("s3://kept?endpoint=https://s3.example")).toMatchObject({
      prefix: "",
      endpoint: "https://s3.example",
    });
  });

  test.each(["gs://kept", "s3:///kept", "s3://kept?endpoint=s3.example", "s3://kept?acces_key=oops"])(
    "is refused with a reason: %s",
    (storage) => {
      expect(() => bucketIn(storage)).toThrow("ASSAY_STORAGE");
    },
  );
});

function* pieces(all: Buffer): Generator<Buffer> {
  for (let at = 0; at < all.length; at += 65_536) yield all.subarray(at, at + 65_536);
}
