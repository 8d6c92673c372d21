import {
  copyFileSync,
  existsSync,
  statSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { chmod } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sandboxDriver } from "../../src/sandbox/choose.ts";
import { findProgram, isExecutable } from "../../src/sandbox/program.ts";
import { privileged } from "../../src/sandbox/users.ts";
import { identify } from "../../src/submission/identify.ts";
import { withArguments } from "../../src/submission/image.ts";
import { installLimits } from "../../src/submission/install.ts";
import { install } from "./installing.ts";

/** This machine reaches no registry of images: the base is made of one program. */
const busybox = findProgram("busybox");
const missing = ["podman", "crun", "busybox"].filter((program) => !isExecutable(findProgram(program)));
// A program that needs libraries does nothing in an empty image.
const isStatic = existsSync(busybox) && statSync(busybox).size > 1_500_000;
const why = !privileged
  ? "only root can build one"
  : missing.length > 0
    ? `${missing.join(", ")} not installed`
    : isStatic
      ? undefined
      : "busybox is not static";

const base = `FROM scratch
CMD ["/bin/busybox"]
COPY busybox /bin/busybox
SHELL ["/bin/busybox", "sh", "-c"]
RUN /bin/busybox --install -s /bin
SHELL ["/bin/sh", "-c"]
`;

let room: string;
let shop: string;

beforeEach(async () => {
  room = mkdtempSync(join(tmpdir(), "assay-dockerfile-"));
  await chmod(room, 0o755);
  shop = mkdtempSync(join(room, "shop-"));
});

afterEach(() => rmSync(room, { recursive: true, force: true }));

function write(dockerfile: string): void {
  copyFileSync(busybox, join(shop, "busybox"));
  writeFileSync(join(shop, "Dockerfile"), dockerfile);
}

async function build(limits = installLimits) {
  const imageFolder = join(room, "image");
  const fact = await install({ directory: shop }, await identify(shop), { sandbox: "oci", imageFolder, limits });
  return { ...fact, image: fact.image ?? expect.unreachable("no image") };
}

describe("a folder with a Dockerfile", () => {
  test("is of its own language where that has files, and the Dockerfile's where it has none", async () => {
    writeFileSync(join(shop, "Dockerfile"), "FROM scratch\n");
    expect(await identify(shop)).toMatchObject({ language: "dockerfile", manifest: "Dockerfile", startCommand: [] });
    writeFileSync(join(shop, "Cargo.lock"), "");
    expect((await identify(shop)).lockFile).toBe("Cargo.lock");
    writeFileSync(join(shop, "package.json"), JSON.stringify({ scripts: { start: "node server.js" } }));
    expect(await identify(shop)).toMatchObject({ language: "node", manifest: "package.json" });
    writeFileSync(join(shop, "assay.yaml"), "language: dockerfile\nstart: [/server, --all]\n");
    expect(await identify(shop)).toMatchObject({ language: "dockerfile", startCommand: ["/server", "--all"] });
    rmSync(join(shop, "Dockerfile"));
    await expect(identify(shop)).rejects.toMatchObject({ code: "manifest-broken" });
  });
});

describe("the arguments for the steps of a Dockerfile", () => {
  test("come after each stage's FROM, and nowhere in a command that has such a word", () => {
    const text = "ARG V=1\nfrom a:$V AS one\nRUN psql -c 'SELECT 1 \\\n# why\n FROM t'\nFROM \\\n  scratch\nCOPY a b";
    expect(withArguments(text, ["A", "B"]).split("\n")).toEqual([
      ...["ARG V=1", "from a:$V AS one", "ARG A", "ARG B", "RUN psql -c 'SELECT 1 \\", "# why", " FROM t'"],
      ...["FROM \\", "  scratch", "ARG A", "ARG B", "COPY a b"],
    ]);
  });
});

describe.skipIf(why !== undefined)(`a Dockerfile${why ? ` (skipped: ${why})` : ""}`, { timeout: 60_000 }, () => {
  test("is built, and runs in its own files as it says, never as root", async () => {
    write(`${base}WORKDIR /srv
RUN mkdir /made && chown 1000:1000 /made && chmod 4755 /bin/busybox && echo secret > /srv/file && chmod 600 /srv/file
ENV GREETING="hello there" PORT=3000
ENTRYPOINT ["/bin/sh", "-c"]
CMD ["id -u; pwd; cat file; ls /; echo x > /made/x; echo $GREETING"]
`);
    const { image, commands } = await build();
    expect(commands).toMatchObject([{ argv: ["podman", "build", "."], exit: 0 }]);
    expect(image).toMatchObject({ workingDirectory: "/srv", environment: { GREETING: "hello there", PORT: "3000" } });
    // What we set for its steps, such as where packages come from, is not the image's.
    expect(Object.keys(image.environment).sort()).toEqual(["GREETING", "PATH", "PORT"]);
    expect(statSync(join(image.root, "bin/busybox")).mode & 0o7000).toBe(0);
    const running = sandboxDriver("oci").run({
      argv: image.startCommand as [string],
      environment: image.environment,
      workingDirectory: image.workingDirectory,
      root: image.root,
      readOnly: [],
      writable: [],
      scratch: [{ at: "/tmp", bytes: 1024 * 1024 }],
    });
    const [said, errors] = await Promise.all(
      [running.stdout, running.stderr].map(async (stream) => (await stream.setEncoding("utf8").toArray()).join("")),
    );
    expect(said).toBe("64012\n/srv\nsecret\nbin\ndev\netc\nmade\nproc\nsrv\ntmp\nhello there\n");
    expect(errors).toContain("Read-only file system");
  });

  test("has steps that are root in name alone, have no network but the way to the registries, and can end nothing of ours", async () => {
    write(`${base}RUN head -1 /proc/self/uid_map; tail -n +3 /proc/net/dev; echo "by way of $https_proxy, npm from $npm_config_registry"
RUN kill -9 1 2>&1; mknod /made b 8 0 2>&1; cat /proc/1/environ 2>&1; true
`);
    const { commands, refusedHosts } = await build();
    const said = commands[0]?.lastLines.join("\n") ?? "";
    expect(said).toMatch(/^[ \t]+0[ \t]+(?!0 )\d+[ \t]+\d+$/m);
    expect(said.match(/^ *\w+: +\d+ .*$/gm)).toEqual([expect.stringMatching(/^ *lo:/)]);
    expect(said).toMatch(/by way of http:\/\/127\.0\.0\.1:\d+, npm from https?:/);
    expect(said).toMatch(/kill pid 1: Operation not permitted/);
    expect(said).toMatch(/mknod: .*not permitted/);
    expect(said).toMatch(/environ.*Permission denied/);
    expect(refusedHosts).toEqual([]);
  });

  test("that fetches what our sandbox does not reach, be it a base image, is told apart from one that fails", async () => {
    write("FROM scratch\nADD http://files.example/part /part\n");
    await expect(build()).rejects.toMatchObject({ code: "install-refused-by-sandbox", by: "sandbox" });
    write("FROM images.example/base:1\n");
    await expect(build()).rejects.toMatchObject({ code: "install-refused-by-sandbox", by: "sandbox" });
    write("FROM scratch\nCOPY busybox /busybox\n");
    await expect(build()).rejects.toMatchObject({ code: "no-start-command" });
    write(`${base}RUN echo no good && exit 3\n`);
    await expect(build()).rejects.toMatchObject({
      code: "install-failed",
      lastLines: expect.arrayContaining(["no good"]) as string[],
    });
  });

  test("that eats or never ends is ended by the limits of every install", async () => {
    const MB = 1024 * 1024;
    write(`${base}RUN tail /dev/zero\n`);
    await expect(build({ ...installLimits, memoryBytes: 200 * MB })).rejects.toMatchObject({
      code: "install-out-of-memory",
    });
    write(`${base}RUN sleep 94\n`);
    await expect(build({ ...installLimits, seconds: 4 })).rejects.toMatchObject({ code: "install-timed-out" });
  });

  test("leaves nothing on the machine: no mount, storage, socket, lock or process", async () => {
    const places = ["/run/libpod", "/run/containers", "/var/lib/containers", "/var/lib/cni", "/dev/shm/libpod_lock"];
    const before = [places.map((place) => existsSync(place)), readMounts()];
    write(`${base}RUN setsid sleep 93 &\n`);
    await build();
    expect([places.map((place) => existsSync(place)), readMounts()]).toEqual(before);
    expect(readdirSync(room).sort()).toEqual(["image", shop.slice(room.length + 1)]);
    expect(running(/^sleep 9[34]$/)).toEqual([]);
  });
});

function readMounts(): string[] {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[4] ?? "")
    .sort();
}

/** Command lines of running processes that match. */
function running(pattern: RegExp): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
        return pattern.test(line) ? [line] : [];
      } catch {
        return [];
      }
    });
}
