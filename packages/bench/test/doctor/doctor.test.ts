import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeLimits } from "../../src/doctor/control-groups.ts";
import { examine } from "../../src/doctor/examine.ts";
import { examineLanguage, examinePhp } from "../../src/doctor/languages.ts";
import { AssayError } from "../../src/errors/assay-error.ts";
import { installCommand } from "../../src/doctor/packages.ts";
import {
  examineBrowser,
  examineBubblewrap,
  examineCompiler,
  examineSystemPrograms,
} from "../../src/doctor/programs.ts";
import { examineContainers } from "../../src/doctor/containers.ts";
import { examineUserNamespaces } from "../../src/doctor/user-namespaces.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "assay-doctor-"));
  setting("user/max_user_namespaces", "15000");
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function setting(name: string, value: string): void {
  put(`proc/sys/${name}`, `${value}\n`);
}

const ownProfile = "profile bwrap /usr/bin/bwrap flags=(unconfined) {\n  userns,\n}\n";

describe("the doctor, about user namespaces", () => {
  it("is content with a kernel that has no rule about them", () => {
    expect(examineUserNamespaces(root)).toMatchObject({ ok: true, needed: "always" });
  });

  it("gives the setting that lifts Debian's rule", () => {
    setting("kernel/unprivileged_userns_clone", "0");
    const finding = examineUserNamespaces(root);
    expect(finding.ok).toBe(false);
    expect(finding.fix).toContain("sysctl -w kernel.unprivileged_userns_clone=1");
  });

  it("gives the setting that lifts a limit of none", () => {
    setting("user/max_user_namespaces", "0");
    expect(examineUserNamespaces(root).fix).toContain("sysctl -w user.max_user_namespaces=");
  });

  it("gives a profile for bubblewrap alone where AppArmor has Ubuntu's rule, and is content once it is there", () => {
    setting("kernel/apparmor_restrict_unprivileged_userns", "1");
    const finding = examineUserNamespaces(root);
    expect(finding.ok).toBe(false);
    expect(finding.fix).toContain("/etc/apparmor.d/bwrap");
    expect(finding.fix).toContain("apparmor_parser -r");
    expect(finding.fix).not.toContain("apparmor_restrict_unprivileged_userns");
    put("etc/apparmor.d/bwrap", ownProfile);
    expect(examineUserNamespaces(root).ok).toBe(true);
  });

  it("takes newer Ubuntus' own profile away, which forbids a sandbox inside of a sandbox", () => {
    setting("kernel/apparmor_restrict_unprivileged_userns", "1");
    put(
      "etc/apparmor.d/bwrap-userns-restrict",
      "profile bwrap /usr/bin/bwrap flags=(attach_disconnected) {\n  userns,\n}\n",
    );
    put("etc/apparmor.d/bwrap", ownProfile);
    const finding = examineUserNamespaces(root);
    expect(finding.ok).toBe(false);
    expect(finding.fix).toContain("apparmor_parser -R /etc/apparmor.d/bwrap-userns-restrict");
    mkdirSync(join(root, "etc/apparmor.d/disable"));
    symlinkSync("../bwrap-userns-restrict", join(root, "etc/apparmor.d/disable/bwrap-userns-restrict"));
    expect(examineUserNamespaces(root).ok).toBe(true);
  });

  it("prints a profile that a shell writes as it is meant", () => {
    setting("kernel/apparmor_restrict_unprivileged_userns", "1");
    const printed = /printf "(.*)\\n" >/.exec(examineUserNamespaces(root).fix ?? "")?.[1]?.replaceAll("\\n", "\n");
    put("etc/apparmor.d/bwrap", printed ?? "");
    expect(examineUserNamespaces(root).ok).toBe(true);
  });
});

describe("the doctor, about programs", () => {
  it("wants a bubblewrap that can forbid sandboxes inside of a sandbox", () => {
    expect(examineBubblewrap("bubblewrap 0.8.0").ok).toBe(true);
    expect(examineBubblewrap("bubblewrap 0.11.2").ok).toBe(true);
    expect(examineBubblewrap("bubblewrap 1.0.0").ok).toBe(true);
    expect(examineBubblewrap("bubblewrap 0.6.1").ok).toBe(false);
    expect(examineBubblewrap("").detail).toContain("not found");
  });

  it("names what is missing, and the command of this machine's package manager", () => {
    const compiler = examineCompiler((program) => program === "make");
    expect(compiler).toMatchObject({ ok: false, needed: "always" });
    expect(compiler.detail).toContain("python3, g++");
    expect(installCommand(["g++"], (program) => program === "apt-get")).toMatch(/^(sudo )?apt-get install -y g\+\+$/);
    expect(installCommand(["g++"], (program) => program === "dnf")).toMatch(/^(sudo )?dnf install -y gcc-c\+\+$/);
    expect(installCommand(["g++"], () => false)).toBeUndefined();
  });

  it("needs a browser for the tests alone", () => {
    expect(examineBrowser(() => false)).toMatchObject({ ok: false, needed: "tests" });
    expect(examineSystemPrograms(() => false).ok).toBe(false);
  });

  it("needs containers for nothing but submissions with a Dockerfile, and tries one before it says that they work", async () => {
    const tried = (works: boolean) => () => Promise.resolve({ works, said: "no user namespace", took: 12 });
    expect(await examineContainers(() => false)).toMatchObject({ ok: false, needed: "optional" });
    expect(await examineContainers(() => true, tried(true))).toMatchObject({ ok: true });
    expect((await examineContainers((name) => name === "crun", tried(true))).detail).toContain("no podman");
    expect((await examineContainers(() => true, tried(false))).detail).toContain("no user namespace");
  });

  it("says what approximate limits mean, and how a user of systemd gets real ones", () => {
    expect(describeLimits("cgroup-v2", true).ok).toBe(true);
    expect(describeLimits("approximate", false)).toMatchObject({ ok: false, needed: "optional" });
  });
});

describe("the doctor, on this machine", () => {
  it("finds what these tests run with, and tries a sandbox for real", { timeout: 30_000 }, async () => {
    const findings = await examine();
    const ids = findings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(findings.filter(({ ok, needed }) => !ok && needed === "always")).toEqual([]);
    expect(findings.find(({ id }) => id === "sandbox-trial")?.detail).toMatch(/^works, in \d+ ms/);
  });
});

describe("the doctor, about a language", () => {
  it("says what is there, and gives the packages that bring what is not", async () => {
    const go = { name: "go", packages: ["golang-go"] };
    expect(await examineLanguage("Go", { ...go, version: () => Promise.resolve("go1.26.8") })).toMatchObject({
      ok: true,
      detail: "go1.26.8",
      needed: "optional",
    });
    const missing = () => Promise.reject(new AssayError("toolchain-missing", { tool: "Go" }));
    const finding = await examineLanguage("Go", { ...go, version: missing });
    expect(finding).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/^Go is not on this machine/) as unknown,
    });
    expect(finding.fix).toContain("golang-go");
  });

  it("wants php-fpm and nginx for PHP, though PHP alone would do", async () => {
    const onlyPhp = () => Promise.resolve({ php: "PHP 8.2.36", server: " (php -S)" });
    const finding = await examinePhp(onlyPhp);
    expect(finding).toMatchObject({ id: "php", needed: "optional", ok: false });
    expect(finding.detail).not.toBe("");
  });
});
