import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { AssayError } from "../../../src/errors/assay-error.ts";
import type { InstallLimits } from "../../../src/submission/install.ts";
import { assayYaml, installed, packageJson, project, type Files } from "../giving.ts";
import { lacksAny } from "../lacks.ts";
import type { Row, Setting, Target } from "../row.ts";
import { poisonedCaches } from "./poisoned-caches.ts";

const deepFolders = readFileSync(new URL("../programs/deep_folders.py", import.meta.url), "utf8");
const attempts = readFileSync(new URL("../programs/attempts.py", import.meta.url), "utf8");

interface InstallRow {
  readonly id: string;
  readonly tries: string;
  readonly language: string;
  readonly pace?: Row["pace"];
  readonly files: (target: Target) => Files;
  readonly limits?: Partial<InstallLimits>;
  /** What must hold when it is installed; it may also fail for a reason of its own. */
  readonly holds?: (
    outcome: { readonly directory: string; readonly said: string },
    target: Target,
  ) => Promise<void> | void;
}

const node = (install: string, more: Files = {}): Files => ({
  "package.json": { name: "shop", main: "server.js" },
  "server.js": "",
  "assay.yaml": assayYaml(install),
  ...more,
});
const deep = (depth: number, ...places: readonly string[]): Files =>
  node(`python3 deep_folders.py ${depth} ${places.join(" ")}`, {
    "deep_folders.py": deepFolders,
    "attempts.py": attempts,
  });

/** What every one of the programs prints when it got something that it must not get. */
const got = "GOT";
const gotNothing = ({ said }: { readonly said: string }): void => assert.ok(!said.includes(got), said.slice(-1_000));

const definitions: readonly InstallRow[] = [
  {
    id: "reach",
    tries: "connects while it installs to the host, to the cloud's own services and past the proxy",
    language: "node",
    files: ({ port }) =>
      node("node reach.js", {
        "reach.js": `
          const { connect } = require("node:net");
          const proxy = new URL(process.env.https_proxy);
          const targets = ["127.0.0.1:${port}", "localhost:${port}", "[::1]:${port}", "0.0.0.0:${port}", "2130706433:${port}", "0x7f.1:${port}", "[::ffff:127.0.0.1]:${port}", "169.254.169.254:80", "metadata.example:80", "127.0.0.1.:${port}"];
          const ask = (text) => new Promise((resolve) => {
            const socket = connect(Number(proxy.port), proxy.hostname, () => socket.write(text));
            let said = "";
            socket.on("data", (part) => { said += part; if (said.length > 20) socket.destroy(); });
            socket.on("close", () => resolve(said)).on("error", () => undefined).setTimeout(3000, () => socket.destroy());
          });
          const direct = (host) => new Promise((resolve) => {
            const socket = connect(${port}, host, () => { resolve("200"); socket.destroy(); });
            socket.on("error", () => resolve("")).setTimeout(2000, () => { socket.destroy(); resolve(""); });
          });
          (async () => {
            for (const target of targets) for (const text of ["CONNECT " + target + " HTTP/1.1\\r\\n\\r\\n", "GET http://" + target + "/ HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n", "CONNECT " + proxy.host + "@" + target + " HTTP/1.1\\r\\n\\r\\n"])
              if (/^HTTP.1.1 2/.test(await ask(text))) console.log("${got}", text);
            for (const host of ["127.0.0.1", "::1", "169.254.169.254"]) if (await direct(host)) console.log("${got}", host);
          })();`,
      }),
    holds: gotNothing,
  },
  {
    id: "files-of-host",
    tries: "reads and writes files of the host's while it installs, itself and by links",
    language: "node",
    files: ({ file, folder }) =>
      node("node files.js", {
        "files.js": `
          const fs = require("node:fs");
          const tries = [
            () => fs.readFileSync(${JSON.stringify(file)}),
            () => fs.readFileSync("/etc/shadow"),
            () => fs.readFileSync("/proc/1/root${file}"),
            () => fs.writeFileSync(${JSON.stringify(join(folder, "planted"))}, "x"),
            () => fs.writeFileSync("/opt/node/bin/node", ""),
            () => fs.writeFileSync("/usr/bin/planted", ""),
            () => { fs.symlinkSync(${JSON.stringify(file)}, "link"); fs.readFileSync("link"); },
            () => fs.linkSync(${JSON.stringify(file)}, "hard"),
          ];
          for (const attempt of tries) try { attempt(); console.log("${got}", String(attempt)); } catch {}
          for (const name of ["link1", "node_modules"]) fs.symlinkSync(${JSON.stringify(folder)}, name);`,
      }),
    holds: gotNothing,
  },
  {
    id: "environment-of-ours",
    tries: "looks for secrets of ours in its variables, its parents' and its keeper's",
    language: "node",
    files: () =>
      node("node environment.js", {
        "environment.js": `
          const fs = require("node:fs");
          const texts = [JSON.stringify(process.env)];
          for (const pid of fs.readdirSync("/proc").filter((name) => /^\\d+$/.test(name)))
            for (const name of ["environ", "cmdline"]) try { texts.push(fs.readFileSync("/proc/" + pid + "/" + name, "latin1")); } catch {}
          if (texts.join().includes(["a-secret", "of-ours"].join("-"))) console.log("${got}");`,
      }),
    holds: gotNothing,
  },
  {
    id: "tree-deep",
    tries: "leaves folders in folders, far deeper than a path can be long",
    language: "node",
    files: () => deep(3_000, "/app", "/home/app", "/tmp"),
  },
  {
    id: "tree-of-many-files",
    tries: "leaves 300,000 files",
    language: "node",
    pace: "long",
    files: () =>
      node("node many.js", {
        "many.js":
          'const fs = require("node:fs"); for (let a = 0; a < 300; a++) { fs.mkdirSync("m/" + a, { recursive: true }); for (let b = 0; b < 1000; b++) fs.writeFileSync("m/" + a + "/" + b, ""); }',
      }),
  },
  {
    id: "tree-of-links",
    tries: "leaves links to the host's where we look next, pipes, and folders that are closed to us",
    language: "node",
    files: ({ folder, file }) =>
      node(
        `ln -s ${folder} node_modules; ln -sf ${file} package.json; ln -sf ${file} assay.yaml; ln -s / root; mkfifo pipe; mkdir -p closed/inner; touch closed/inner/x; chmod 0 closed/inner closed; ln -s loop loop; chmod 6777 server.js`,
      ),
    async holds({ directory }, { folder, file }) {
      assert.equal((await lstat(join(directory, "server.js"))).mode & 0o6000, 0, "a file runs as another user");
      // Giving the folder to the submission's user must not follow a link.
      assert.notEqual((await lstat(folder)).uid, 64_012);
      assert.notEqual((await lstat(file)).uid, 64_012);
    },
  },
  {
    id: "processes-left",
    tries: "leaves processes that have left their session while it installs",
    language: "node",
    files: () => node("setsid sleep 991 & (setsid sh -c 'trap \"\" TERM; sleep 992' &) ; sleep 0.3"),
  },
  {
    id: "npm-settings",
    tries: "has npm settings that name another registry, other shells and our own certificates",
    language: "node",
    files: ({ port, file }) => ({
      ...packageJsonWith({ postinstall: "echo from-a-script" }),
      ".npmrc": `registry=http://127.0.0.1:${port}/\nscript-shell=./evil.sh\ngit=./evil.sh\nnode-options=--require ./evil.cjs\ncafile=${file}\ncache=/var/cache/assay\nprefix=/usr\nglobalconfig=${file}\nuserconfig=${file}\nproxy=http://127.0.0.1:${port}/\nhttps-proxy=http://127.0.0.1:${port}/\n`,
      "evil.sh": `#!/bin/sh\ncat ${file} && echo ${got}\n`,
      "evil.cjs": `try { require("node:fs").readFileSync(${JSON.stringify(file)}); console.log("${got}"); } catch {}`,
    }),
    holds: gotNothing,
  },
  {
    id: "npm-sources",
    tries: "asks npm for packages from folders, git repositories and servers of the host's",
    language: "node",
    files: ({ port, folder }) => ({
      "package.json": {
        ...packageJson,
        dependencies: {
          a: `file:${folder}`,
          b: `git+file://${folder}`,
          c: `http://127.0.0.1:${port}/c.tgz`,
          d: "git+ssh://git@127.0.0.1/d.git",
          e: "npm:leaf@1.0.0",
        },
      },
      "server.js": "",
    }),
  },
  {
    id: "npm-bin-links",
    tries: "has packages whose programs replace node and npm, and lie outside",
    language: "node",
    files: () => ({
      "package.json": {
        ...packageJson,
        bin: { node: "../../../../usr/bin/env", npm: "./evil.sh", "../../../../tmp/evil": "./evil.sh" },
        workspaces: ["../..", "/etc"],
      },
      "server.js": "",
      "evil.sh": "#!/bin/sh\n",
    }),
  },
  {
    id: "pip-sources",
    tries: "asks pip by its list for other indexes, folders of the host's, git repositories and further lists",
    language: "python",
    files: ({ port, folder, file }) => ({
      "requirements.txt": `--index-url http://127.0.0.1:${port}/simple\n--extra-index-url http://169.254.169.254/\n--find-links file://${folder}\n--trusted-host 127.0.0.1\n-r ${file}\n-c ${file}\n-e git+file://${folder}#egg=x\nleaf @ file://${file}\n`,
      "pip.conf": `[global]\nindex-url = http://127.0.0.1:${port}/simple\n`,
      "app.py": "if __name__ == '__main__':\n    pass\n",
    }),
  },
  {
    id: "pip-set-up",
    tries: "runs a setup.py that reads the host's, and leaves .pth files, sitecustomize and a false python behind",
    language: "python",
    files: ({ file, folder }) => ({
      "requirements.txt": "leaf==1.0.0\n",
      "app.py": "if __name__ == '__main__':\n    pass\n",
      "setup.py": `import os, site\ntry:\n    open(${JSON.stringify(file)}).read(); print("${got}")\nexcept OSError: pass\ntry:\n    open(${JSON.stringify(join(folder, "planted"))}, "w"); print("${got}")\nexcept OSError: pass\n`,
      "assay.yaml": assayYaml(
        "python3 -m venv --clear .venv",
        "python3 setup.py",
        `printf '#!/bin/sh\\ncat ${file} && echo ${got}\\n' > .venv/bin/python3; chmod +x .venv/bin/python3`,
        "pip --version",
        "python3 --version || true",
      ),
    }),
    holds: gotNothing,
  },
  {
    id: "go-settings",
    tries: "has settings, tool chains and replacements of Go's that name programs and folders of the host's",
    language: "go",
    pace: "long",
    files: ({ file, folder }) => ({
      "go.mod": `module shop\n\ngo 1.21\n\ntoolchain go9.9.9\n\nrequire other.example/x v1.0.0\n\nreplace other.example/x => ${folder}\n`,
      "go.env": `GOFLAGS=-toolexec=./evil.sh\nGOPROXY=file://${folder}\n`,
      ".env": "GOFLAGS=-toolexec=./evil.sh\n",
      "evil.sh": `#!/bin/sh\ncat ${file} && echo ${got}\nexec "$@"\n`,
      "main.go": `package main\n\n// #cgo CFLAGS: -fplugin=./evil.so -I${folder}\n// #cgo LDFLAGS: -Wl,-rpath,${folder}\n// #include "${file}"\nimport "C"\n\n//go:generate ./evil.sh\nfunc main() {}\n`,
    }),
    holds: gotNothing,
  },
  {
    id: "composer-scripts",
    tries: "has scripts, plugins and repositories of Composer's that run programs and name folders of the host's",
    language: "php",
    files: ({ file, folder, port }) => ({
      "composer.json": {
        require: { "shop/leaf": "^1" },
        repositories: [
          { type: "path", url: `${folder}/*` },
          { type: "vcs", url: `file://${folder}` },
          { type: "composer", url: `http://127.0.0.1:${port}` },
        ],
        scripts: {
          "pre-install-cmd": `cat ${file} && echo ${got}`,
          "post-autoload-dump": `cp index.php ${folder}/planted && echo ${got}`,
        },
        config: {
          "vendor-dir": folder,
          "bin-dir": "/usr/bin",
          "cache-dir": "/var/cache/assay",
          "allow-plugins": true,
          "secure-http": false,
        },
      },
      "index.php": "<?php",
    }),
    holds: gotNothing,
  },
  {
    id: "maven-settings",
    tries: "has extensions, JVM options and settings of Maven's that load and run programs",
    language: "java",
    pace: "long",
    files: ({ file, folder }) => ({
      "pom.xml":
        "<project><modelVersion>4.0.0</modelVersion><groupId>s</groupId><artifactId>a</artifactId><version>1</version></project>",
      ".mvn/extensions.xml":
        "<extensions><extension><groupId>shop.example</groupId><artifactId>evil</artifactId><version>1</version></extension></extensions>",
      ".mvn/jvm.config": `-XX:+CrashOnOutOfMemoryError -XX:OnOutOfMemoryError=./evil.sh -XX:Flags=${file} -Xlog:gc:${join(folder, "planted")}\n`,
      ".mvn/maven.config": `-s\n${file}\n-Dmaven.repo.local=${folder}\n`,
      "evil.sh": `#!/bin/sh\ncat ${file} && echo ${got}\n`,
      "src/main/java/A.java": "class A {}",
    }),
    holds: gotNothing,
  },
];

function packageJsonWith(scripts: Readonly<Record<string, string>>): Files {
  return { "package.json": { ...packageJson, scripts }, "server.js": "" };
}

/** Installed, or ended for a reason of the submission's or of the sandbox's: never one of ours. */
async function contained({ files, holds, limits }: InstallRow, setting: Setting): Promise<void> {
  const folder = await project(setting.room, files(setting.target));
  process.env["ASSAY_TEST_SECRET"] = "a-secret-of-ours";
  try {
    const { fact, directory } = await installed(folder, setting, { ...(limits && { limits }) });
    await holds?.({ directory, said: fact.commands.flatMap(({ lastLines }) => lastLines).join("\n") }, setting.target);
    await readdir(directory);
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    const failure = AssayError.from(error);
    assert.ok(
      ["submission", "sandbox"].includes(failure.by),
      `${failure.code}, which is ours: ${failure.message}\n${failure.lastLines.join("\n")}`,
    );
    assert.ok(!failure.lastLines.some((line) => line.includes(setting.target.word)));
    assert.ok(!failure.lastLines.some((line) => line.startsWith(got)), failure.lastLines.join("\n"));
  } finally {
    delete process.env["ASSAY_TEST_SECRET"];
  }
}

export const installs: readonly Row[] = [
  ...poisonedCaches,
  ...definitions.map((definition): Row => {
    const { id, tries, language, pace = "quick" } = definition;
    return {
      id: `install-${id}`,
      tries,
      pace,
      ways: ["bubblewrap"],
      longWays: ["oci"],
      lacks: lacksAny(language),
      attempt: (setting) => contained(definition, setting),
    };
  }),
];
