import { findProgram, isExecutable } from "../sandbox/program.ts";
import { asRoot } from "./finding.ts";

type Manager = "apt-get" | "dnf" | "pacman" | "apk" | "zypper";

const install: Readonly<Record<Manager, string>> = {
  "apt-get": "apt-get install -y",
  dnf: "dnf install -y",
  pacman: "pacman -S --noconfirm",
  apk: "apk add",
  zypper: "zypper install -y",
};

/** Packages that are named differently than on Debian. */
const otherNames: Partial<Record<Manager, Readonly<Record<string, string>>>> = {
  dnf: {
    "redis-server": "redis",
    "golang-go": "golang",
    "g++": "gcc-c++",
    postgresql: "postgresql-server",
    "php-mysql": "php-mysqlnd",
    "php-sqlite3": "php-pdo",
    "php-curl": "php-common",
    "php-zip": "php-pecl-zip",
    "nginx-light": "nginx",
    "default-jdk-headless": "java-devel",
  },
  pacman: {
    "g++": "gcc",
    python3: "python",
    "mariadb-server": "mariadb",
    "redis-server": "valkey",
    "golang-go": "go",
    "default-jdk-headless": "jdk-openjdk",
    "nginx-light": "nginx",
  },
  apk: {
    "g++": "g++ musl-dev",
    "mariadb-server": "mariadb",
    "redis-server": "redis",
    "golang-go": "go",
    "default-jdk-headless": "openjdk21-jdk",
    "nginx-light": "nginx",
  },
  zypper: {
    "redis-server": "redis",
    "golang-go": "go",
    "g++": "gcc-c++",
    postgresql: "postgresql-server",
    "default-jdk-headless": "java-devel",
    "nginx-light": "nginx",
    "mariadb-server": "mariadb",
  },
};

/** The command that installs these packages, by their Debian names; undefined where no package manager is known. */
export function installCommand(
  packages: readonly string[],
  has: (program: string) => boolean = (program) => isExecutable(findProgram(program)),
): string | undefined {
  const manager = (Object.keys(install) as Manager[]).find(has);
  if (manager === undefined) return undefined;
  const names = packages.map((name) => otherNames[manager]?.[name] ?? name);
  return asRoot(`${install[manager]} ${names.join(" ")}`);
}

/** As a finding takes it. */
export function packageFix(...packages: readonly string[]): { readonly fix?: string } {
  const fix = installCommand(packages);
  return fix === undefined ? {} : { fix };
}
