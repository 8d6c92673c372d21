import type { SandboxName, View } from "../sandbox/driver.ts";

/** Between the coordinator and the agent that installs: one question, one answer. Plain JSON. */
export interface InstallRequest {
  /** Names the limits: two installs of one coordinator must not share them. */
  readonly room: string;
  readonly sandbox: SandboxName;
  /** It builds an image: run with our own rights, for it closes in by itself what is the submission's. Within its limits all the same. */
  readonly builds?: true;
  readonly argv: readonly [string, ...string[]];
  /** On the host; `/app` inside. Belongs to the submission's user. */
  readonly directory: string;
  /** On the host; `/home/app` inside: the home folder, where downloads are kept while the install lasts. */
  readonly home: string;
  readonly environment: Readonly<Record<string, string>>;
  /** On the host: where the files of an image go, should it build one. */
  readonly image?: string;
  /** The programs of its language. */
  readonly views: readonly View[];
  /** On the host: a file of certificates, shown where `certificatesInside` says. */
  readonly certificates?: string;
  readonly limits: InstallLimits;
}

/** What one command of an install may use. */
export interface InstallLimits {
  readonly memoryBytes: number;
  readonly cpus: number;
  readonly processes: number;
  readonly seconds: number;
  readonly outputBytes: number;
  /** What it may add to the disk. */
  readonly diskBytes: number;
  /** Files and folders in the folders that it may write to. */
  readonly files: number;
  /** Of the longest path in these folders: so much below 4,096 that all programs can open it wherever the folder is. */
  readonly pathBytes: number;
}

export type InstallEnding = "by-itself" | "time" | "output" | "memory" | "disk" | "files" | "depth";

/** What one command did. */
export interface CommandFact {
  readonly argv: readonly string[];
  /** Exit status; null when a signal ended it. */
  readonly exit: number | null;
  readonly seconds: number;
  readonly lastLines: readonly string[];
  /** Which limit ended it, if one did. */
  readonly ending: InstallEnding;
}

export type ToInstallAgent =
  | { readonly type: "listen"; readonly proxySocket: string }
  | { readonly type: "run"; readonly request: InstallRequest };

export interface InstallAnswers {
  readonly listening: { readonly proxyPort: number };
  readonly ran: CommandFact;
}

export const certificatesInside = "/opt/certificates.crt";
