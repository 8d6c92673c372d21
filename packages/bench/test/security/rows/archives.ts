import assert from "node:assert/strict";
import { lstat, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { ErrorCode } from "../../../src/errors/catalogue.ts";
import type { Received } from "../../../src/submission/receive.ts";
import { tarGz, zip, type TarEntry } from "../../submission/archives.ts";
import { nothingReceived, received, refused } from "../giving.ts";
import { header, octal, overlappingZip, padded, paxRecord, paxTar, rawTar } from "../hand-made-archives.ts";
import { made } from "../making.ts";
import type { Row } from "../row.ts";

interface ArchiveRow {
  readonly id: string;
  readonly tries: string;
  readonly pace?: Row["pace"];
  /** The archive's bytes. */
  readonly bytes: () => Buffer;
  /** How it is refused; or what must hold of what is received, when it is harmless once it is read as we do. */
  readonly then: readonly ErrorCode[] | ((received: Received) => Promise<void>);
}

const mebibyte = 1024 * 1024;
const escapes = ["archive-escapes"] as const;
const unreadable = ["archive-unreadable"] as const;
const bomb = ["archive-bomb"] as const;

const many = (count: number): TarEntry[] =>
  Array.from({ length: count }, (_none, at) => ({ path: `f${at}`, content: "" }));

const definitions: readonly ArchiveRow[] = [
  // What it is not.
  {
    id: "archive-of-text",
    tries: "is no archive at all",
    bytes: () => Buffer.from("hello, I am text"),
    then: unreadable,
  },
  {
    id: "zip-cut-short",
    tries: "ends in the middle of a zip",
    bytes: () => zip([{ path: "a", content: "1" }]).subarray(0, 30),
    then: unreadable,
  },
  {
    id: "tar-cut-short",
    tries: "ends in the middle of a tar.gz",
    bytes: () => tarGz([{ path: "a", content: "1".repeat(9000) }]).subarray(0, 60),
    then: unreadable,
  },
  {
    id: "zip-garbage",
    tries: "holds garbage after a zip's first bytes",
    bytes: () => Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(5000, 7)]),
    then: unreadable,
  },
  {
    id: "gzip-garbage",
    tries: "holds garbage after gzip's first bytes",
    bytes: () => Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(5000, 7)]),
    then: unreadable,
  },
  {
    id: "zip-locked",
    tries: "is locked with a password",
    bytes: () => zip([{ path: "a", content: "1", encrypted: true }]),
    then: unreadable,
  },
  {
    id: "gzip-in-gzip",
    tries: "is packed again and again, as an archive that unpacks to itself is",
    bytes: () => gzipSync(gzipSync(gzipSync(Buffer.alloc(5 * mebibyte)))),
    then: unreadable,
  },
  // Names.
  {
    id: "zip-name-twice",
    tries: "holds one name twice",
    bytes: () =>
      zip([
        { path: "a", content: "1" },
        { path: "a", content: "2" },
      ]),
    then: unreadable,
  },
  {
    id: "tar-name-twice",
    tries: "holds one name twice, once with a dot before it",
    bytes: () =>
      tarGz([
        { path: "a", content: "1" },
        { path: "./a", content: "2" },
      ]),
    then: unreadable,
  },
  {
    id: "tar-file-and-folder",
    tries: "has a file that is a folder, too",
    bytes: () =>
      tarGz([
        { path: "a", content: "1" },
        { path: "a/b", content: "2" },
      ]),
    then: unreadable,
  },
  {
    id: "zip-names-by-case",
    tries: "holds names that differ only by case, which some disks take for one",
    bytes: () =>
      zip([
        { path: "Server.js", content: "1" },
        { path: "server.js", content: "2" },
        { path: "SERVER.JS", content: "3" },
      ]),
    async then({ directory }) {
      assert.deepEqual((await readdir(directory)).sort(), ["SERVER.JS", "Server.js", "server.js"]);
    },
  },
  {
    id: "zip-names-by-composition",
    tries: "holds a name once composed and once decomposed, which some disks take for one",
    bytes: () =>
      zip([
        { path: "caf\u00e9.js", content: "1" },
        { path: "cafe\u0301.js", content: "2" },
      ]),
    then: async ({ directory }) => assert.equal((await readdir(directory)).length, 2),
  },
  {
    id: "zip-names-with-terminal-codes",
    tries: "has names with terminal codes, turned reading direction and line ends",
    bytes: () =>
      zip([
        { path: "\u001b[2J\u001b]0;owned\u0007.js", content: "1" },
        { path: "\u202egnp.exe", content: "2" },
        { path: "a\nb", content: "3" },
      ]),
    then: async ({ files }) => assert.equal(files, 3),
  },
  {
    id: "zip-name-with-nul",
    tries: "hides the end of a name behind a NUL",
    bytes: () => zip([{ path: "a.js\0.png", content: "1" }]),
    then: unreadable,
  },
  {
    id: "tar-name-too-long",
    tries: "has a name of 70,000 characters, by GNU's extension",
    bytes: () => {
      const name = Buffer.from(`${"n".repeat(70_000)}\0`);
      return rawTar(
        header("././@LongLink", { type: "L", size: octal(name.length) }),
        padded(name),
        header("a", { size: octal(1) }),
        padded(Buffer.from("x")),
      );
    },
    then: [...bomb, ...unreadable],
  },
  // Ways out.
  ...(
    [
      ["parent", "a path with ..", [{ path: "../evil", content: "x" }]],
      ["inner-parent", "a .. in the middle of a path", [{ path: "a/../../evil", content: "x" }]],
      ["absolute", "an absolute path", [{ path: "/tmp/evil", content: "x" }]],
      ["link-absolute", "a link to an absolute path", [{ path: "a", type: "2", link: "/etc/passwd" }]],
      ["link-upward", "a link upward", [{ path: "x/a", type: "2", link: "../../evil" }]],
      [
        "link-by-link",
        "a link that leads out by way of another",
        [
          { path: "d/s", type: "2", link: ".." },
          { path: "x", type: "2", link: "d/s/.." },
          { path: "f", content: "1" },
        ],
      ],
      [
        "through-link",
        "a file that is written through a link",
        [
          { path: "d/", type: "5" },
          { path: "a", type: "2", link: "d" },
          { path: "a/evil", content: "x" },
        ],
      ],
      ["hard-link-upward", "a hard link upward", [{ path: "a", type: "1", link: "../evil" }]],
      ["hard-link-absolute", "a hard link to an absolute path", [{ path: "a", type: "1", link: "/etc/passwd" }]],
      ["hard-link-outside", "a hard link to what isn't in it", [{ path: "a", type: "1", link: "etc/passwd" }]],
      [
        "hard-link-to-link",
        "a hard link to a link",
        [
          { path: "f", content: "1" },
          { path: "a", type: "2", link: "f" },
          { path: "b", type: "1", link: "a" },
        ],
      ],
      ["character-device", "a character device", [{ path: "a", type: "3" }]],
      ["block-device", "a block device", [{ path: "a", type: "4" }]],
      ["pipe", "a pipe", [{ path: "a", type: "6" }]],
    ] satisfies [string, string, TarEntry[]][]
  ).map(([id, tries, entries]): ArchiveRow => ({
    id: `tar-${id}`,
    tries: `writes outside by ${tries}`,
    bytes: () => tarGz(entries),
    then: escapes,
  })),
  ...(
    [
      ["parent", "a path with ..", [{ path: "../evil", content: "x" }]],
      ["backslashes", "a .. with backslashes", [{ path: "a\\..\\..\\evil", content: "x" }]],
      ["absolute", "an absolute path", [{ path: "/tmp/evil", content: "x" }]],
      ["drive", "a Windows drive", [{ path: "C:\\evil", content: "x" }]],
      ["link-absolute", "a link to an absolute path", [{ path: "a", content: "/etc/passwd", mode: 0o120777 }]],
      ["link-upward", "a link upward", [{ path: "a", content: "../evil", mode: 0o120777 }]],
      [
        "through-link",
        "a file that is written through a link",
        [
          { path: "d/f", content: "1" },
          { path: "a", content: "d", mode: 0o120777 },
          { path: "a/evil", content: "x" },
        ],
      ],
      ["device", "a device", [{ path: "a", mode: 0o020666 }]],
    ] satisfies [string, string, Parameters<typeof zip>[0]][]
  ).map(([id, tries, entries]): ArchiveRow => ({
    id: `zip-${id}`,
    tries: `writes outside by ${tries}`,
    bytes: () => zip(entries),
    then: escapes,
  })),
  {
    id: "tar-pax-path",
    tries: "writes outside by a path in an extended header",
    bytes: () => paxTar([["path", "../evil"]]),
    then: escapes,
  },
  {
    id: "tar-pax-link",
    tries: "links outside by an extended header",
    bytes: () => {
      const body = Buffer.from(paxRecord("linkpath", "../../../../etc/passwd"));
      return rawTar(
        header("pax", { type: "x", size: octal(body.length) }),
        padded(body),
        header("a", { type: "2", link: "b" }),
      );
    },
    then: escapes,
  },
  {
    id: "tar-set-uid",
    tries: "has files that run as another user",
    bytes: () =>
      tarGz([
        { path: "a.js", content: "1", mode: 0o6777 },
        { path: "b", content: "2", mode: 0o1755 },
      ]),
    async then({ directory }) {
      assert.equal((await stat(join(directory, "a.js"))).mode & 0o7000, 0);
      assert.equal((await stat(join(directory, "b"))).mode & 0o7000, 0);
    },
  },
  {
    id: "tar-git-settings",
    tries: "brings a .git folder whose settings and hooks name programs",
    bytes: () =>
      tarGz([
        { path: "a.js", content: "1" },
        { path: ".git/config", content: "[core]\n\tfsmonitor = touch /tmp/trapped\n\thooksPath = .\n" },
        { path: ".git/HEAD", content: "ref: refs/heads/main\n" },
        { path: ".git/post-checkout", content: "#!/bin/sh\ntouch /tmp/trapped\n", mode: 0o755 },
      ]),
    then: async ({ directory }) => assert.deepEqual(await readdir(directory), ["a.js"]),
  },
  // Sizes.
  {
    id: "zip-size-claimed-small",
    tries: "says that a file is smaller than it is",
    bytes: () => zip([{ path: "a", content: "1".repeat(9000), claimedSize: 10 }]),
    then: unreadable,
  },
  {
    id: "zip-size-claimed-huge",
    tries: "says that a file has four gigabytes",
    bytes: () => zip([{ path: "a", content: "1", claimedSize: 0xfffffff0 }]),
    then: bomb,
  },
  {
    id: "tar-size-negative",
    tries: "gives a file a negative size",
    bytes: () => rawTar(header("a", { size: Buffer.concat([Buffer.alloc(11, 0xff), Buffer.from([0])]) })),
    then: async ({ bytes }) => assert.equal(bytes, 0),
  },
  {
    id: "tar-size-huge",
    tries: "gives a file a size of eight exabytes",
    bytes: () =>
      rawTar(header("a", { size: Buffer.from([0x80, 0, 0, 0, 0x7f, ...Array.from({ length: 7 }, () => 0xff)]) })),
    then: [...bomb, ...unreadable],
  },
  {
    id: "tar-sparse",
    tries: "holds a sparse file of a terabyte",
    bytes: () => rawTar(header("a", { type: "S", size: octal(0) })),
    then: [...escapes, ...unreadable, "submission-empty"],
  },
  {
    id: "zip-bomb",
    tries: "unpacks to a thousand times its size",
    bytes: () => zip([{ path: "a", content: Buffer.alloc(60 * mebibyte) }]),
    then: bomb,
  },
  {
    id: "tar-bomb",
    tries: "unpacks to a thousand times its size",
    bytes: () => tarGz([{ path: "a", content: Buffer.alloc(60 * mebibyte) }]),
    then: bomb,
  },
  {
    id: "tar-bomb-in-what-is-left-out",
    tries: "unpacks to a thousand times its size in a folder that nobody wants",
    bytes: () => tarGz([{ path: "node_modules/a", content: Buffer.alloc(60 * mebibyte) }]),
    then: bomb,
  },
  {
    id: "zip-overlapping",
    tries: "has 60,000 entries that share the same packed bytes: 250 kB that are 60 GB",
    bytes: () => overlappingZip(60_000, mebibyte),
    then: bomb,
  },
  {
    id: "zip-overlapping-a-little",
    tries: "has 200 entries that share the same packed bytes",
    bytes: () => overlappingZip(200, 40_000),
    then: async ({ files, bytes }) => assert.deepEqual([files, bytes], [200, 8_000_000]),
  },
  {
    id: "tar-many-entries",
    tries: "has a hundred thousand empty files",
    pace: "long",
    bytes: () => tarGz(many(100_000)),
    then: bomb,
  },
  {
    id: "tar-too-many-entries",
    tries: "has 20,001 empty files",
    pace: "long",
    bytes: () => tarGz(many(20_001)),
    then: bomb,
  },
  {
    id: "zip-many-folders",
    tries: "has 60,000 folders",
    pace: "long",
    bytes: () => zip(Array.from({ length: 60_000 }, (_none, at) => ({ path: `d${at}/`, content: "" }))),
    then: bomb,
  },
  {
    id: "tar-deep",
    tries: "has a folder in a folder a thousand times",
    bytes: () => {
      const body = Buffer.from(paxRecord("path", `${"d/".repeat(1000)}f`));
      return rawTar(
        header("pax", { type: "x", size: octal(body.length) }),
        padded(body),
        header("a", { size: octal(1) }),
        padded(Buffer.from("x")),
      );
    },
    then: bomb,
  },
  {
    id: "tar-pax-flood",
    tries: "has an extended header of 30 MB",
    bytes: () => paxTar([["comment", "x".repeat(30 * mebibyte)]]),
    then: [...bomb, ...unreadable],
  },
  {
    id: "tar-pax-records",
    tries: "has an extended header of 400,000 records",
    bytes: () => paxTar(Array.from({ length: 400_000 }, (_none, at) => [`a${at}`, "x"] as const)),
    then: async ({ files }) => assert.equal(files, 1),
  },
  {
    id: "zip-in-zip",
    tries: "hides a bomb in an archive inside of it",
    bytes: () =>
      zip([
        { path: "a.js", content: "1" },
        { path: "inner.zip", content: zip([{ path: "bomb", content: Buffer.alloc(30 * mebibyte) }]) },
      ]),
    async then({ directory, bytes }) {
      assert.ok((await lstat(join(directory, "inner.zip"))).isFile());
      assert.ok(bytes < mebibyte);
      assert.equal(await readFile(join(directory, "a.js"), "utf8"), "1");
    },
  },
];

/** By the id of its row. */
export function bytesOf(id: string): Buffer {
  const row = definitions.find((candidate) => candidate.id === id);
  if (row === undefined) throw new Error(`there is no archive ${id}`);
  return row.bytes();
}

export const archives: readonly Row[] = definitions.map(({ id, tries, pace = "quick", then }) => ({
  id,
  tries,
  pace,
  ways: ["no driver"],
  async attempt({ room }) {
    const path = join(room, "shop.zip");
    await made(id, path);
    if (typeof then === "function") return then(await received(path, room));
    const error = await refused(() => received(path, room), ...then);
    assert.equal(error.by, "submission");
    await nothingReceived(room);
  },
}));
