import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { asRoot, type Finding } from "./finding.ts";

/** bubblewrap may do what it always could, and nothing else gains anything: better than to lift the rule for every program. */
const profile = [
  "abi <abi/4.0>,",
  "include <tunables/global>",
  "profile bwrap /usr/bin/bwrap flags=(unconfined) {",
  "  userns,",
  "  include if exists <local/bwrap>",
  "}",
];

/** Ubuntu 25.04 and later bring this profile, which lets bubblewrap make a sandbox, but none inside of a sandbox. */
const restrictingProfile = "bwrap-userns-restrict";

/**
 * Whether the kernel lets programs without rights make user namespaces. The submission's user is one of them, even when we are root.
 * @param root where `/proc` and `/etc` are; another folder in tests
 */
export function examineUserNamespaces(root = "/"): Finding {
  const common = { id: "user-namespaces", title: "User namespaces", needed: "always" } as const;
  const setting = (name: string): string | undefined => read(join(root, "proc/sys", name))?.trim();

  if (setting("user/max_user_namespaces") === "0") {
    return {
      ...common,
      ok: false,
      detail: "the limit user.max_user_namespaces is 0, so no sandbox can be made",
      fix: setSysctl("user.max_user_namespaces=15000"),
    };
  }
  if (setting("kernel/unprivileged_userns_clone") === "0") {
    return {
      ...common,
      ok: false,
      detail:
        "kernel.unprivileged_userns_clone is 0: only root may make user namespaces, and submissions never run as root",
      fix: setSysctl("kernel.unprivileged_userns_clone=1"),
    };
  }
  if (setting("kernel/apparmor_restrict_unprivileged_userns") === "1") {
    const profiles = appArmorProfiles(root);
    const restricted = profiles.some(({ name }) => name === restrictingProfile);
    const allowed = profiles.some(({ text }) => allowsBubblewrap(text));
    if (!allowed || restricted) {
      return {
        ...common,
        ok: false,
        detail: "AppArmor refuses user namespaces to programs that no profile names, as in Ubuntu since 23.10",
        fix: addProfile(restricted),
      };
    }
    return { ...common, ok: true, detail: "allowed to bubblewrap by an AppArmor profile" };
  }
  return { ...common, ok: true, detail: "allowed by the kernel" };
}

function setSysctl(assignment: string): string {
  return asRoot(`sh -c 'echo ${assignment} > /etc/sysctl.d/60-assay.conf && sysctl -w ${assignment}'`);
}

function addProfile(restricted: boolean): string {
  const text = profile.join("\\n");
  const away = restricted
    ? `ln -sf /etc/apparmor.d/${restrictingProfile} /etc/apparmor.d/disable/ && apparmor_parser -R /etc/apparmor.d/${restrictingProfile} && `
    : "";
  return asRoot(
    `sh -c '${away}printf "${text}\\n" > /etc/apparmor.d/bwrap && apparmor_parser -r /etc/apparmor.d/bwrap'`,
  );
}

function allowsBubblewrap(text: string): boolean {
  return /^[ \t]*profile\s.*\/usr\/bin\/bwrap\b.*flags=\(unconfined\)/m.test(text) && /^[ \t]*userns\b/m.test(text);
}

/** Profiles that are in use: one that is linked from `disable` is not. */
function appArmorProfiles(root: string): { name: string; text: string }[] {
  const folder = join(root, "etc/apparmor.d");
  const disabled = list(join(folder, "disable"));
  return list(folder)
    .filter((name) => name.includes("bwrap") && !disabled.includes(name))
    .map((name) => ({ name, text: read(join(folder, name)) ?? "" }));
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
