import { bindingErrors } from "./binding-errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { installErrors } from "./install-errors.ts";
import { machineErrors } from "./machine-errors.ts";
import { processErrors } from "./process-errors.ts";

/** Whose problem it is: what is never the candidate's must never look like it. */
export type ErrorOwner = "submission" | "assay" | "sandbox" | "usage";

export interface CatalogueEntry {
  readonly by: ErrorOwner;
  readonly exitCode: number;
  /** What happened. `{name}` is filled in from the error's facts. */
  readonly message: string;
  readonly whatToDo: string;
}

/**
 * Every error that a person can meet, by its stable code. A code is never reused for another meaning.
 * The texts are for the person who reads them: what happened, and what to do next.
 */
export const catalogue = {
  // The command line
  usage: {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{problem}",
    whatToDo: "Run `./assay --help` to see what can be asked.",
  },
  "unknown-challenge": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: 'There is no challenge called "{challenge}".',
    whatToDo: "Run `./assay challenges` to see which there are.",
  },
  "unknown-check": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: 'There is no check called "{check}" in this challenge{instead}',
    whatToDo: "Run `./assay show {challenge} --checks` to see their names.",
  },
  "unknown-follow-up": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: 'There is no follow-up change called "{followUp}" in this challenge{instead}',
    whatToDo: "Run `./assay challenges` to see which there are.",
  },
  "result-unreadable": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{path} is not a result that this version of Assay can read: {problem}.",
    whatToDo: "Give the result.json of an evaluation, made by this version or an older one.",
  },
  "no-pressure-run": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{path} holds no run under pressure, and there is nothing else to compare yet.",
    whatToDo: "Give results of whole runs: with --only, just what is named is run.",
  },
  "not-comparable": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "These results are not comparable. {problem}.",
    whatToDo: "Run each again with the same Assay, on the same machine.",
  },
  "backup-refused": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{problem}.",
    whatToDo: 'Read "Backup and restore" in docs/operators.md.',
  },
  "output-not-writable": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "Nothing can be written to {path}: {problem}.",
    whatToDo: "Choose another folder with --out.",
  },
  "target-exists": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "{path} is already there and not empty.",
    whatToDo: "Choose a folder that doesn't exist yet; nothing of yours is overwritten.",
  },
  "no-sandbox-for-archive": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "An archive is somebody else's code, and is never run without a sandbox.",
    whatToDo: "Leave out --sandbox none, or unpack it yourself and give the folder if you trust it.",
  },

  ...bindingErrors,
  ...machineErrors,

  // Receiving
  "path-not-found": {
    by: "usage",
    exitCode: exitCodes.pathNotFound,
    message: "There is nothing at {path}.",
    whatToDo: "Check the path. It should be a folder, a .zip or .tar.gz archive, or the address of a git repository.",
  },
  "repository-unreachable": {
    by: "usage",
    exitCode: exitCodes.pathNotFound,
    message: "{address} could not be fetched: {problem}",
    whatToDo:
      "Check the address, and the branch, tag or commit after “#”. `git ls-remote` must be able to read it without asking for a password.",
  },
  "path-unreadable": {
    by: "usage",
    exitCode: exitCodes.pathNotFound,
    message: "{path} cannot be read: {problem}.",
    whatToDo: "Check that you may read it, or copy it to a place where you may.",
  },
  "submission-empty": {
    by: "submission",
    exitCode: exitCodes.nothingToRun,
    message: "There is not a single file in {name}.",
    whatToDo: "Give the folder that holds the code, or ask the candidate to send it again.",
  },
  "submission-too-big": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "{name} is too big: {problem}.",
    whatToDo: "Send source code alone: without node_modules, build output, recordings or database files.",
  },
  "archive-unreadable": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "{name} is not a zip or tar.gz archive that can be read: {problem}.",
    whatToDo: "Ask the candidate to pack it again, as a plain .zip or .tar.gz without a password.",
  },
  "archive-bomb": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "{name} unpacks to far more than it should: {problem}. It was not unpacked.",
    whatToDo: "Send source code alone: without node_modules, build output, recordings or database files.",
  },
  "archive-escapes": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "{name} tries to write outside its own folder: {problem}. It was not unpacked.",
    whatToDo: "Ask the candidate how the archive was made, and for one packed by an ordinary tool.",
  },
  "reading-timed-out": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "Just reading its files took more than {seconds} seconds, so we stopped.",
    whatToDo: "Ask the candidate to send source code alone, without generated files, and run it again.",
  },
  "reading-out-of-memory": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "Just reading its files took more than {megabytes} MB of memory, so we stopped.",
    whatToDo: "Ask the candidate to send source code alone, without generated files, and run it again.",
  },
  "reading-too-deep": {
    by: "submission",
    exitCode: exitCodes.archiveRefused,
    message: "One of its files is nested too deeply to be read.",
    whatToDo: "Ask the candidate to send source code alone, without generated files, and run it again.",
  },

  // Identifying
  "not-a-backend": {
    by: "submission",
    exitCode: exitCodes.nothingToRun,
    message: "Nothing in {name} says how to run it: no {looked}.",
    whatToDo: "{advice}, or an assay.yaml with a `start` command, at the top of the folder.",
  },
  "manifest-broken": {
    by: "submission",
    exitCode: exitCodes.manifestBroken,
    message: "{file} cannot be understood{where}: {problem}.",
    whatToDo: "Correct {file} and send it again.",
  },
  "no-start-command": {
    by: "submission",
    exitCode: exitCodes.nothingToRun,
    message: "Nothing says how to start the app: {problem}.",
    whatToDo: "{advice}, or an assay.yaml with a `start` command, at the top of the folder.",
  },

  "no-such-node": {
    by: "submission",
    exitCode: exitCodes.manifestBroken,
    message: "package.json asks for Node {engines}, and there is no such Node.",
    whatToDo: 'Ask in its "engines" for one that exists, such as 24.',
  },

  ...installErrors,

  // Starting
  "never-listened": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` ran for {seconds} seconds and never listened on the port in PORT.",
    whatToDo: "It must listen on the port that the environment variable PORT names, within 30 seconds.",
  },
  "exited-at-start": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` ended by itself ({ending}) before it listened.",
    whatToDo: "Its last lines say why. It has to stay in the foreground: when it ends, so does all that it started.",
  },
  "ended-after-start": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` listened, and then answered nobody ({ending}).",
    whatToDo:
      "Its last lines say why. Of its files, only those in the folder that DATA_DIR names can be written, so a database in a file belongs there.",
  },
  "out-of-memory-at-start": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` needed more than {megabytes} MB of memory before it listened.",
    whatToDo: "The brief names the machine it runs on; see what it loads at start.",
  },
  "port-taken": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "`{command}` said that its port {port} was taken, in a cell where nothing else listens on it.",
    whatToDo: "Check that it listens once, and only on the port that PORT names.",
  },
  "core-not-usable": {
    by: "submission",
    exitCode: exitCodes.couldNotRun,
    message: "It started, but {operations} could not be used.",
    whatToDo: "The report shows what was asked and answered. Compare it with the contract of the challenge.",
  },

  "stand-in-lacks": {
    by: "sandbox",
    exitCode: exitCodes.sandboxRefused,
    message: "It did not start, and FerretDB, which stands in for MongoDB here, lacks what it asked for: {what}.",
    whatToDo: "Nothing counts against the candidate. Install MongoDB's own server (mongod) and run it again.",
  },

  // The machine
  "sandbox-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "bubblewrap (the program bwrap), which closes submissions in, is not on this machine.",
    whatToDo:
      "Install it: `apt-get install bubblewrap`, or `dnf install bubblewrap`. `./assay doctor` checks the rest.",
  },
  "sandbox-not-allowed": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "This machine doesn't let bubblewrap make a namespace: {problem}.",
    whatToDo: "Run `./assay doctor`: it prints the setting to change.",
  },
  "dockerfile-needs-oci": {
    by: "usage",
    exitCode: exitCodes.usage,
    message: "What a Dockerfile builds cannot run with --sandbox {sandbox}.",
    whatToDo: "Leave --sandbox away: a Dockerfile is then closed in as a container (oci).",
  },
  "dockerfile-needs-root": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "The steps of a Dockerfile need users of their own, which only root can give them.",
    whatToDo: "Run it as root, or say in an assay.yaml how the folder is installed and started without its Dockerfile.",
  },
  "container-runtime-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "The container runtime (the program crun), which closes containers in, is not on this machine.",
    whatToDo: "Install it: `apt-get install crun podman`. `./assay doctor` checks the rest.",
  },
  "postgres-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "PostgreSQL's server programs are not on this machine.",
    whatToDo: "Install them: `apt-get install postgresql`. `./assay doctor` checks the rest.",
  },
  "data-in-use": {
    by: "usage",
    exitCode: exitCodes.machineNotReady,
    message: "Assay runs already{at}, with the data in {data}.",
    whatToDo:
      "Open that one, or stop it first. For a second one beside it, give another folder and port: `ASSAY_DATA=/another/folder ASSAY_PORT=8090 ./start`.",
  },
  "postgres-failed": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "PostgreSQL could not be made ready: {problem}.",
    whatToDo: "Run `./assay doctor`. Nothing counts against the candidate.",
  },
  "mysql-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "MariaDB's server programs are not on this machine; this submission uses MySQL or MariaDB.",
    whatToDo: "Install them: `apt-get install mariadb-server`. `./assay doctor` checks the rest.",
  },
  "mysql-failed": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "MariaDB could not be made ready: {problem}.",
    whatToDo: "Run `./assay doctor`. Nothing counts against the candidate.",
  },
  "mongodb-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "Neither MongoDB's server (mongod) nor Go 1.22, which builds FerretDB in its place, is on this machine.",
    whatToDo: "Install one of them: `apt-get install golang-go` brings Go. `./assay doctor` checks the rest.",
  },
  "mongodb-failed": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "MongoDB could not be made ready: {problem}.",
    whatToDo: "Run `./assay doctor`. Nothing counts against the candidate.",
  },
  "redis-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "The submission uses Redis, and its server (redis-server 7 or newer) is not on this machine.",
    whatToDo: "Install it: `apt-get install redis-server`. `./assay doctor` checks the rest.",
  },
  "redis-failed": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "Redis could not be made ready: {problem}.",
    whatToDo: "Run `./assay doctor`. Nothing counts against the candidate.",
  },
  "mail-failed": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "The cell's mail server could not be made ready: {problem}.",
    whatToDo: "Run `./assay doctor`. Nothing counts against the candidate.",
  },
  "toolchain-missing": {
    by: "assay",
    exitCode: exitCodes.machineNotReady,
    message: "{tool} is not on this machine; submissions need it to be installed or run.",
    whatToDo: "Run `./assay doctor`: it prints the command that brings it.",
  },
  "disk-full": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "There is no room left on this machine's disk ({path}).",
    whatToDo: "Free some room and run it again. Nothing counts against the candidate.",
  },
  "cell-failed": {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "The closed cell could not be made: {problem}.",
    whatToDo: "Run `./assay doctor`. Nothing counts against the candidate.",
  },
  ...processErrors,
  interrupted: {
    by: "usage",
    exitCode: exitCodes.interrupted,
    message: "Stopped before it was done.",
    whatToDo: "Nothing was left running. Run it again when you like.",
  },
  internal: {
    by: "assay",
    exitCode: exitCodes.ourFault,
    message: "Assay made a mistake: {problem}.",
    whatToDo: "Run it again. Nothing counts against the candidate. If it happens again, report it.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

export type ErrorCode = keyof typeof catalogue;

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(catalogue, value);
}

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The facts that an error's texts name, so that none is left out. */
export type FactsOf<Code extends ErrorCode> = Readonly<
  Record<Names<(typeof catalogue)[Code]["message"]> | Names<(typeof catalogue)[Code]["whatToDo"]>, string | number>
>;
