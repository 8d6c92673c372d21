import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getCACertificates } from "node:tls";
import { hostOf } from "../addresses/outside-url.ts";
import { resolveOutside, type Resolve } from "../addresses/resolve-outside.ts";
import { reasonOf } from "../errors/assay-error.ts";
import { packCommit, type ArchiveOptions } from "./archive-commit.ts";
import { git, gitEnvironment, gitLimits, GitFailed } from "./limited-git.ts";
import { openPinnedProxy } from "./pinned-proxy.ts";

const fetchMs = 300_000;
/** Together below what every refusal takes at the least. */
const connectMs = 4_000;
const answerMs = 5_000;

/** Why nothing came: for the operator's log. People hear the same of every reason, as it tells what lies in a network. */
export class NotFetched extends Error {
  constructor(detail: string, options: { readonly cause?: unknown } = {}) {
    super(detail, options);
    this.name = "NotFetched";
  }
}

export interface FetchOutsideOptions extends Omit<ArchiveOptions, "name"> {
  /** Whether the operator lets addresses lead into their own network. */
  readonly privateAllowed: boolean;
  /** The machine's resolver unless said. */
  readonly resolve?: Resolve;
}

/**
 * Fetches a repository from an address that someone else gave, and packs the files of one commit. The host is resolved
 * once, must be public, and is all that git can reach; no redirect, alternate or submodule is followed. Git gets nothing
 * of our environment, and trusts the certificate authorities that Node trusts, and the system's.
 *
 * @param url `https:` with a branch, tag or commit after `#`; a name and password in it are for its host alone
 * @param folder an empty folder to work in
 * @returns `archive`, a tar.gz file; `repository`, a bare repository with the history; and the commit's id
 * @throws NotFetched; AssayError `submission-too-big`
 */
export async function fetchOutside(
  url: URL,
  { folder, name }: { readonly folder: string; readonly name: string },
  options: FetchOutsideOptions,
): Promise<{ readonly archive: string; readonly repository: string; readonly commit: string }> {
  const { privateAllowed, resolve, signal } = options;
  const [repository, archive] = [join(folder, "repository"), join(folder, "submission.tar.gz")];
  const host = hostOf(url);
  const port = Number(url.port || 443);
  const addresses = await resolveOutside(host, { privateAllowed, ...(resolve && { resolve }) }).catch(
    (cause: unknown) => {
      throw new NotFetched(reasonOf(cause), { cause });
    },
  );
  const proxy = await openPinnedProxy({
    ...{ host, port, addresses, connectMs, answerMs },
    mostBytes: gitLimits.fileBytes,
  });
  try {
    const authorities = join(folder, "authorities.pem");
    await writeFile(authorities, trusted());
    const environment = gitEnvironment(settingsFor(url, { proxy: proxy.url, authorities }));
    const clone = ["clone", "--quiet", "--bare", "--no-recurse-submodules", "--template=", "--"];
    await git([...clone, addressOf(url, host), repository], { environment, signal, timeout: fetchMs });
    const wanted = decodeURIComponent(url.hash.slice(1)) || "HEAD";
    const commit = await packCommit(repository, { wanted, archive }, { ...options, name });
    return { archive, repository, commit };
  } catch (error) {
    if (!(error instanceof GitFailed || error instanceof URIError)) throw error;
    const said = error.message.replaceAll(url.pathname, "/…");
    throw new NotFetched([...proxy.problems(), said].join("; "), { cause: error });
  } finally {
    await proxy.close();
  }
}

function addressOf(url: URL, host: string): string {
  const bare = new URL(url);
  bare.hostname = host.includes(":") ? `[${host}]` : host;
  [bare.username, bare.password, bare.hash] = ["", "", ""];
  return bare.href;
}

function settingsFor(
  { username, password }: URL,
  { proxy, authorities }: { readonly proxy: string; readonly authorities: string },
): Readonly<Record<string, string>> {
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString("base64");
  return {
    "protocol.https.allow": "always",
    "http.followRedirects": "false",
    "http.proxy": proxy,
    "http.proxyAuthMethod": "basic",
    "http.sslVerify": "true",
    "http.sslCAInfo": authorities,
    "http.maxRequests": "2",
    "http.lowSpeedLimit": "1000",
    "http.lowSpeedTime": "30",
    "credential.helper": "",
    "core.askPass": "true",
    // Not in the address: what a process is started with is there for all of this machine to read.
    ...(username === "" && password === "" ? {} : { "http.extraHeader": `Authorization: Basic ${credentials}` }),
  };
}

function trusted(): string {
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system")])].join("\n");
}
