import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { chmod, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { ErrorCode } from "../../../src/errors/catalogue.ts";
import type { Received } from "../../../src/submission/receive.ts";
import { received, refused } from "../giving.ts";
import type { Row, Setting } from "../row.ts";

const run = promisify(execFile);

/** A git repository in a folder, and what is known of where it lies. */
class Repository {
  readonly at: string;
  /** Nobody but a trap makes it. */
  readonly trap: string;
  readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
    this.at = join(setting.room, "shop");
    this.trap = join(setting.target.folder, "trapped");
  }

  git(words: readonly string[], input?: string | Buffer): string {
    const settings = [
      "user.name=n",
      "user.email=e@example.com",
      "commit.gpgsign=false",
      "core.protectNTFS=false",
      "core.protectHFS=false",
    ];
    return execFileSync("git", [...settings.flatMap((setting) => ["-c", setting]), ...words], {
      cwd: this.at,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
      ...(input !== undefined && { input }),
    }).trim();
  }

  async write(path: string, text: string, mode = 0o644): Promise<void> {
    await mkdir(dirname(join(this.at, path)), { recursive: true });
    await writeFile(join(this.at, path), text, { mode });
  }

  /** A program that springs the trap, under this path. */
  async plant(path: string): Promise<string> {
    await this.write(path, `#!/bin/sh\ntouch ${this.trap}\n`);
    await chmod(join(this.at, path), 0o755);
    return join(this.at, path);
  }

  commit(message = "A start"): void {
    this.git(["add", "--all", "--force"]);
    this.git(["commit", "--quiet", "--allow-empty", "--message", message]);
  }

  object(type: "blob" | "tree" | "commit", content: string | Buffer): string {
    return this.git(["hash-object", "-w", "-t", type, "--stdin", "--literally"], content);
  }

  /** Makes a commit of this tree the last one. */
  commitTree(tree: string): void {
    const commit = this.object(
      "commit",
      `tree ${tree}\nauthor n <e@example.com> 1700000000 +0000\ncommitter n <e@example.com> 1700000000 +0000\n\nA tree\n`,
    );
    this.git(["update-ref", "refs/heads/main", commit]);
  }
}

const entry = (mode: string, name: string, object: string): Buffer =>
  Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, "hex")]);

interface RepositoryRow {
  readonly id: string;
  readonly tries: string;
  readonly pace?: Row["pace"];
  readonly make: (repository: Repository) => unknown;
  /** Given as a folder with its history, as well as by its address. Unless said, both are tried. */
  readonly given?: readonly ("folder" | "address")[];
  /** How it is refused by its address; else it is taken. */
  readonly refusedAs?: readonly ErrorCode[];
  readonly holds?: (received: Received) => Promise<void> | void;
}

const definitions: readonly RepositoryRow[] = [
  {
    id: "hooks",
    tries: "has hooks for everything that git does",
    async make(repository) {
      const hooks = [
        "post-checkout",
        "pre-auto-gc",
        "upload-pack",
        "post-receive",
        "reference-transaction",
        "fsmonitor-watchman",
        "post-index-change",
        "pre-push",
        "update",
      ];
      repository.commit();
      for (const hook of hooks) await repository.plant(`.git/hooks/${hook}`);
    },
  },
  {
    id: "settings",
    tries: "has settings that name programs for everything that git does",
    async make(repository) {
      repository.commit();
      const program = await repository.plant(".git/program");
      await repository.write(
        ".git/config",
        `[core]\n\tfsmonitor = ${program}\n\tpager = ${program}\n\tsshCommand = ${program}\n\teditor = ${program}\n\thooksPath = ${dirname(program)}\n\talternateRefsCommand = ${program}\n[gpg]\n\tprogram = ${program}\n[log]\n\tshowSignature = true\n[uploadpack]\n\tpackObjectsHook = ${program}\n[diff]\n\texternal = ${program}\n[credential]\n\thelper = !${program}\n[alias]\n\tlog = !${program}\n\tarchive = !${program}\n[tar "tar.gz"]\n\tcommand = ${program}\n`,
      );
    },
  },
  {
    id: "settings-included",
    tries: "includes settings from elsewhere, by path and by condition",
    // By a file's address the repository's own git serves it, by its own settings.
    given: ["folder"],
    async make(repository) {
      repository.commit();
      const program = await repository.plant(".git/program");
      await repository.write(
        "more.conf",
        `[core]\n\tfsmonitor = ${program}\n[uploadpack]\n\tpackObjectsHook = ${program}\n`,
      );
      await repository.write(
        ".git/config",
        `[include]\n\tpath = ${join(repository.at, "more.conf")}\n[includeIf "gitdir:/"]\n\tpath = ${join(repository.at, "more.conf")}\n[include]\n\tpath = ${repository.setting.target.file}\n`,
      );
    },
  },
  {
    id: "filters",
    tries: "has filters and drivers that run when files are written",
    async make(repository) {
      await repository.write("a.js", "1");
      await repository.write(".gitattributes", "*.js filter=trap diff=trap merge=trap export-subst\n");
      repository.commit("$Format:%(trailers:key=x)$");
      for (const name of ["filter.trap.smudge", "filter.trap.process", "diff.trap.textconv", "merge.trap.driver"])
        repository.git(["config", name, `touch ${repository.trap}`]);
    },
  },
  {
    id: "submodules",
    tries: "has submodules whose names and addresses are commands and paths outside",
    // By its address git itself refuses such names.
    refusedAs: ["repository-unreachable"],
    async make(repository) {
      await repository.write("a.js", "1");
      await repository.write(
        ".gitmodules",
        `[submodule "../../../../../../tmp/x"]\n\tpath = x\n\turl = ext::sh -c "touch% ${repository.trap}"\n[submodule "y"]\n\tpath = ../../y\n\turl = --upload-pack=touch\\ ${repository.trap}\n\tupdate = !touch ${repository.trap}\n[submodule "z"]\n\tpath = z\n\turl = http://127.0.0.1:${repository.setting.target.port}/z\n`,
      );
      repository.commit();
      const tree = repository.git(["write-tree"]);
      repository.git(["update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},x`]);
      repository.git(["commit", "--quiet", "--message", `over ${tree}`]);
    },
  },
  {
    id: "alternates",
    tries: "takes its objects from elsewhere on the host, or from a server",
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit();
      await repository.write(".git/objects/info/alternates", `${repository.setting.target.folder}\n/etc\n`);
      await repository.write(
        ".git/objects/info/http-alternates",
        `http://127.0.0.1:${repository.setting.target.port}/\n`,
      );
    },
  },
  {
    id: "replaced-objects",
    tries: "shows another commit in the place of the one that was sent",
    given: ["folder"],
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit("First");
      const first = repository.git(["rev-parse", "HEAD"]);
      repository.commit("Second");
      repository.git(["replace", "HEAD", first]);
      await repository.write(".git/info/grafts", `${repository.git(["--no-replace-objects", "rev-parse", "HEAD"])}\n`);
    },
    holds: ({ commits }) => assert.deepEqual(commits?.lastMessages, ["Second", "First"]),
  },
  {
    id: "git-file",
    tries: "has a .git file that points to a repository of the host's",
    given: ["folder"],
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit(`${repository.setting.target.word}, kept elsewhere`);
      execFileSync("mv", [join(repository.at, ".git"), join(repository.setting.room, "elsewhere")]);
      await repository.write(".git", `gitdir: ${join(repository.setting.room, "elsewhere")}\n`);
    },
    holds: ({ commits }) => assert.equal(commits, undefined),
  },
  {
    id: "git-link",
    tries: "has a .git folder whose objects are links to a repository of the host's",
    given: ["folder"],
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit(`${repository.setting.target.word}, kept elsewhere`);
      execFileSync("mv", [join(repository.at, ".git/objects"), join(repository.setting.room, "elsewhere")]);
      await symlink(join(repository.setting.room, "elsewhere"), join(repository.at, ".git/objects"));
    },
    holds: ({ commits }) => assert.equal(commits, undefined),
  },
  {
    id: "common-folder",
    tries: "says by commondir and worktrees that its repository is another",
    given: ["folder"],
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit();
      await repository.write(".git/commondir", `${repository.setting.target.folder}\n`);
      await repository.write(".git/gitdir", `${repository.setting.target.file}\n`);
    },
  },
  {
    id: "large-file-pointers",
    tries: "has pointers of Git LFS, for which a filter would ask a server",
    async make(repository) {
      await repository.write("a.js", "1");
      await repository.write(
        "big.bin",
        `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 99999999999\n`,
      );
      await repository.write(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n");
      await repository.write(".lfsconfig", `[lfs]\n\turl = http://127.0.0.1:${repository.setting.target.port}/\n`);
      repository.commit();
    },
  },
  {
    id: "link-outside",
    tries: "has a link to a file of the host's",
    given: ["address"],
    async make(repository) {
      await repository.write("a.js", "1");
      await symlink(repository.setting.target.file, join(repository.at, "out"));
      repository.commit();
    },
    refusedAs: ["archive-escapes"],
  },
  ...(
    [
      ["git-inside", ".git"],
      ["parent", ".."],
      ["slash", "a/../../../evil"],
    ] as const
  ).map(([id, name]): RepositoryRow => ({
    id: `tree-names-${id}`,
    tries: `has a tree with an entry named ${name}`,
    given: ["address"],
    make(repository) {
      const blob = repository.object("blob", "x");
      repository.commitTree(repository.object("tree", entry("100644", name, blob)));
    },
    refusedAs: ["repository-unreachable", "archive-escapes", "submission-empty"],
  })),
  {
    id: "tree-of-ten-billion-paths",
    tries: "has a pack of a few kilobytes whose trees name ten billion paths",
    given: ["address"],
    make(repository) {
      let below = repository.object("blob", "x");
      for (let level = 0; level < 10; level++) {
        const entries = Array.from({ length: 10 }, (_none, at) =>
          entry(level === 0 ? "100644" : "40000", `d${at}`, below),
        );
        below = repository.object("tree", Buffer.concat(entries));
      }
      repository.commitTree(below);
    },
    refusedAs: ["archive-bomb", "repository-unreachable", "submission-too-big"],
  },
  {
    id: "tree-in-trees",
    tries: "has 45 folders in folders",
    given: ["address"],
    make(repository) {
      let below = repository.object("tree", entry("100644", "f", repository.object("blob", "x")));
      for (let level = 0; level < 45; level++) {
        below = repository.object("tree", entry("40000", "d", below));
      }
      repository.commitTree(below);
    },
    refusedAs: ["archive-bomb", "repository-unreachable", "submission-too-big"],
  },
  {
    id: "packed-bomb",
    tries: "has a file of 700 MB that is packed into 700 kB",
    pace: "long",
    given: ["address"],
    // In a process beside us: packing it takes a while.
    make: ({ at }) =>
      run("sh", [
        "-ec",
        `cd "$1" && head -c 700000000 /dev/zero > big && git add big && git -c user.name=n -c user.email=e@example.com commit --quiet --message Big && rm big`,
        "sh",
        at,
      ]),
    refusedAs: ["archive-bomb", "repository-unreachable", "submission-too-big"],
  },
  {
    id: "messages",
    tries: "has commit messages with terminal codes, markup and a megabyte of one line",
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit("\u001b[2J\u001b]0;owned\u0007<script>intruded()</script>");
      repository.git(["commit", "--quiet", "--allow-empty", "--file", "-"], "x".repeat(1024 * 1024));
    },
    holds: ({ commits }) => {
      assert.equal(commits?.count, 2);
      assert.ok(commits.lastMessages.every((message) => message.length <= 1_000));
    },
  },
  {
    id: "reference-names",
    tries: "has branches whose names are options and commands",
    // Git itself serves no such names.
    refusedAs: ["repository-unreachable"],
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit();
      const head = repository.git(["rev-parse", "HEAD"]);
      for (const name of ["--upload-pack=x", "$(touch trapped)", "a;b"])
        await repository.write(`.git/refs/heads/${name}`, `${head}\n`);
    },
  },
  {
    id: "many-references",
    tries: "has 50,000 branches",
    async make(repository) {
      await repository.write("a.js", "1");
      repository.commit();
      const head = repository.git(["rev-parse", "HEAD"]);
      const lines = Array.from({ length: 50_000 }, (_none, at) => `${head} refs/heads/b${String(at).padStart(6, "0")}`);
      await repository.write(
        ".git/packed-refs",
        `# pack-refs with: peeled fully-peeled sorted \n${lines.join("\n")}\n`,
      );
    },
  },
];

export const repositories: readonly Row[] = definitions.map(
  ({ id, tries, pace = "quick", make, given = ["folder", "address"], refusedAs, holds }) => ({
    id: `repository-${id}`,
    tries,
    pace,
    ways: ["no driver"],
    async attempt(setting) {
      const repository = new Repository(setting);
      await mkdir(repository.at);
      repository.git(["init", "--quiet", "--initial-branch=main"]);
      await repository.write("package.json", "{}");
      await make(repository);
      for (const way of given) {
        const path = way === "folder" ? repository.at : `file://${repository.at}`;
        const name = `received-${way}`;
        if (refusedAs !== undefined && way === "address") {
          await refused(() => received(path, setting.room, name), ...refusedAs);
          assert.deepEqual(await readdir(join(setting.room, name)), []);
          continue;
        }
        const fact = await received(path, setting.room, name);
        assert.ok(!(await readdir(fact.directory)).includes(".git"), "its history lies beside what is run");
        await holds?.(fact);
      }
    },
  }),
);
