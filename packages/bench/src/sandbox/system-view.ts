import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { View } from "./driver.ts";

/** Of the host's `/etc`, what programs need and nobody minds showing. */
const sharedEtc = [
  "/etc/alternatives",
  "/etc/ca-certificates",
  "/etc/ld.so.cache",
  "/etc/ld.so.conf",
  "/etc/ld.so.conf.d",
  "/etc/localtime",
  "/etc/mime.types",
  "/etc/os-release",
  "/etc/pki/ca-trust/extracted",
  "/etc/pki/tls/certs",
  "/etc/protocols",
  "/etc/services",
  "/etc/ssl/certs",
  "/etc/ssl/openssl.cnf",
];

/** Files of `/etc` that we write ourselves, so that no name of the host's gets in. */
const ownEtc = ["group", "hosts", "nsswitch.conf", "passwd", "resolv.conf"];

/** The user and group that the submission sees itself as, whoever it is outside. */
export const insideId = 64012;

/** Of `/dev/shm`. */
export const sharedMemoryBytes = 64 * 1024 * 1024;

/** The system's own programs and libraries and a small `/etc`, as every sandbox shows them, read-only. */
export function systemView(): {
  readonly views: readonly View[];
  readonly links: readonly { at: string; to: string }[];
} {
  const topFolders = ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"].filter(existsSync);
  const isLink = (path: string): boolean => lstatSync(path).isSymbolicLink();
  return {
    views: [
      asIs("/usr"),
      ...topFolders.filter((path) => !isLink(path)).map(asIs),
      ...sharedEtc.filter(existsSync).map(asIs),
      ...ownEtc.map(ownFile),
    ],
    links: topFolders.filter(isLink).map((at) => ({ at, to: readlinkSync(at) })),
  };
}

/** A file of ours that takes the place of the host's, or of an image's. */
export function ownFile(name: string): View {
  return { from: fileURLToPath(new URL(`./etc/${name}`, import.meta.url)), to: `/etc/${name}` };
}

function asIs(path: string): View {
  return { from: path, to: path };
}

/** A link would be followed, and whoever could put it there would choose what is shown. */
export function refuseLinks(views: readonly View[]): void {
  const link = views.find(({ from }) => lstatSync(from).isSymbolicLink());
  if (link !== undefined) throw new Error(`a view must be a folder or file, and ${link.from} is a link`);
}
