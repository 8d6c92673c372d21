import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Reader } from "../reading/reader.ts";
import { reading } from "../reading/reading.ts";
import { ociSeccomp } from "../sandbox/oci-seccomp.ts";
import { findProgram } from "../sandbox/program.ts";
import { readManifest } from "./assay-yaml.ts";
import { certificatesInside } from "./install-protocol.ts";

/** What an image holds and how it starts, as its Dockerfile says. Plain JSON. */
export interface Image {
  /** On the host: the folder that becomes `/`. */
  readonly root: string;
  readonly startCommand: readonly string[];
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where the steps of a build find the registries' certificates. */
const certificatesInSteps = "/etc/assay-certificates.crt";

/** Far above any account of the machine: outside, root and all others of the steps are users from here on. */
const firstId = 1_640_120_000;
const ids = 65_536;

/** Where podman would leave things on the machine, whatever storage it is given; and control groups, which are not its own. */
const covered = ["/dev/shm", "/run", "/var/lib", "/sys/fs/cgroup"];

/** Images come from registries alone: "FROM dir:/…" or "oci-archive:/…" would be read by podman, as root, from the host. */
const imagePolicy = {
  default: [{ type: "reject" }],
  transports: { docker: { "": [{ type: "insecureAcceptAnything" }] } },
} as const;

const script = `
for folder in ${covered.join(" ")}; do mount -t tmpfs none "$folder" || exit 125; done
configuration=$1 root=$2; shift 2
"$0" "$@" || exit
"$0" image inspect --format '{{json .Config}}' app > "$configuration" && mv "$("$0" image mount app)" "$root"
`;

/** How one image is built, in a folder of ours. */
export interface ImageBuild {
  readonly argv: readonly [string, ...string[]];
  /** For podman itself, on top of the proxy. */
  readonly environment: Readonly<Record<string, string>>;
  /** What was built. The files are still as the build left them. */
  readonly read: () => Promise<Image>;
}

/**
 * The command that builds the Dockerfile of a folder. podman runs as root, in the install's closed network, and
 * the Dockerfile's steps in a user namespace. Base images and packages come through the same proxy.
 *
 * @param options.folder of ours, empty
 * @param options.root where the image's files go, on the same disk; nothing is there yet
 * @param options.forSteps variables that the steps find set; the image does not keep them
 * @param options.certificates a file on the host
 */
export async function prepareBuild(options: {
  readonly context: string;
  readonly folder: string;
  readonly root: string;
  readonly forSteps: Readonly<Record<string, string>>;
  readonly certificates?: string;
  readonly reader: Reader;
}): Promise<ImageBuild> {
  const { context, folder, root, certificates, reader } = options;
  const at = (name: string): string => join(folder, name);
  const forSteps = variablesForSteps(options.forSteps, certificates);
  await mkdir(at("tmp"), { mode: 0o711 });
  const names = Object.keys(forSteps);
  await writeFile(at("Dockerfile"), await reader.read(dockerfileReading, { directory: context, names }));
  await writeFile(at("seccomp.json"), JSON.stringify(ociSeccomp() ?? { defaultAction: "SCMP_ACT_ALLOW" }));
  await writeFile(
    at("storage.conf"),
    `[storage]\ndriver = "vfs"\ngraphroot = "${at("storage")}"\nrunroot = "${at("run")}"\n`,
  );
  await writeFile(
    at("containers.conf"),
    `[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "none"\ntmp_dir = "${at("tmp")}"\n`,
  );
  await writeFile(at("policy.json"), JSON.stringify(imagePolicy));
  return {
    argv: [
      findProgram("unshare"),
      ...["--mount", "--", findProgram("sh"), "-c", script, findProgram("podman"), at("configuration.json"), root],
      ...["build", "--format=docker", "--isolation=chroot", "--network=host", "--layers=false", "--tag=app"],
      ...["uid", "gid"].map((kind) => `--userns-${kind}-map=0:${firstId}:${ids}`),
      `--security-opt=seccomp=${at("seccomp.json")}`,
      `--signature-policy=${at("policy.json")}`,
      ...(certificates === undefined ? [] : [`--volume=${certificates}:${certificatesInSteps}:ro`]),
      ...Object.entries(forSteps).map(([name, value]) => `--build-arg=${name}=${value}`),
      `--file=${at("Dockerfile")}`,
      context,
    ],
    environment: {
      CONTAINERS_CONF: at("containers.conf"),
      CONTAINERS_STORAGE_CONF: at("storage.conf"),
      TMPDIR: at("tmp"),
      ...(certificates && { SSL_CERT_FILE: certificates }),
    },
    async read() {
      const said = configuration.parse(JSON.parse(await readFile(at("configuration.json"), "utf8")));
      const environment = (said.Env ?? []).map((line) => {
        const end = line.indexOf("=");
        return [line.slice(0, end), line.slice(end + 1)] as const;
      });
      return {
        root,
        startCommand: [...(said.Entrypoint ?? []), ...(said.Cmd ?? [])],
        workingDirectory: said.WorkingDir || "/",
        environment: Object.fromEntries(environment),
      };
    },
  };
}

/** The text of the Dockerfile, with these arguments declared in each stage. */
export async function dockerfileWith({
  directory,
  names,
}: {
  readonly directory: string;
  readonly names: readonly string[];
}): Promise<string> {
  return withArguments((await readManifest(directory, "Dockerfile")) ?? "", names);
}

const dockerfileReading = reading(import.meta.url, dockerfileWith, z.string());

const list = z.array(z.string()).nullish();
const configuration = z.object({ Entrypoint: list, Cmd: list, Env: list, WorkingDir: z.string().nullish() });

/**
 * Each stage of a Dockerfile told of these arguments: its steps then find them set, and the image keeps none of them.
 *
 * @example
 * withArguments("FROM node:24\nRUN npm ci", ["npm_config_registry"]);
 * // "FROM node:24\nARG npm_config_registry\nRUN npm ci"
 */
export function withArguments(dockerfile: string, names: readonly string[]): string {
  const escape = /^#\s*escape\s*=\s*`/im.test(dockerfile) ? "`" : "\\";
  const isContinued = (line: string): boolean => line.trimEnd().endsWith(escape);
  let instruction = "";
  return dockerfile
    .split("\n")
    .flatMap((line) => {
      // In the middle of a command, a line may begin with any word; comments there count as nothing.
      if (/^\s*(#|$)/.test(line)) return [line];
      instruction += line;
      if (isContinued(line)) return [line];
      const isStage = /^\s*FROM\s/i.test(instruction);
      instruction = "";
      return isStage ? [line, ...names.map((name) => `ARG ${name}`)] : [line];
    })
    .join("\n");
}

/** Of an install's variables, those that say where packages come from; not those that name our own folders. */
function variablesForSteps(
  variables: Readonly<Record<string, string>>,
  certificates: string | undefined,
): Readonly<Record<string, string>> {
  const ours = ["PATH", "HOME", "npm_config_nodedir", "npm_config_cache", "MAVEN_OPTS"];
  return Object.fromEntries(
    Object.entries(variables)
      .filter(([name]) => !ours.includes(name))
      .map(([name, value]) => [
        name,
        certificates !== undefined && value === certificatesInside ? certificatesInSteps : value,
      ]),
  );
}
