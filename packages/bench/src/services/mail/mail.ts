import { fork } from "node:child_process";
import { chown, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Mail, MailBox, MailRefusal } from "../../check/world.ts";
import { AssayError } from "../../errors/assay-error.ts";
import type { MailServerMessage, MailServerSettings } from "./server-process.ts";

export interface MailServer {
  readonly pid: number;
  /** What a tap forwards to. */
  readonly socketPath: string;
  readonly box: MailBox;
  close(): Promise<void>;
}

/** Where a server in `directory` listens. */
export function mailSocketIn(directory: string): string {
  return join(directory, "smtp.sock");
}

/** How long the server may take to listen, milliseconds. */
const readyWithin = 20_000;

/**
 * Starts a mail server that takes every mail and delivers none, on a path socket in `directory`. It is a process of
 * its own with little memory: what it parses comes from the submission.
 *
 * @param options.user user and group to run as, when we are root; all folders above `directory` must be open to it.
 * @param options.now the cell clock, milliseconds.
 * @throws AssayError `mail-failed` with its last words, when it does not come to listen. The box throws when the server has ended early:
 * a mail that we lost is not one that the submission did not send.
 */
export async function startMail(options: {
  readonly directory: string;
  readonly user?: number;
  readonly now: () => number;
}): Promise<MailServer> {
  const { directory, user, now } = options;
  const socketPath = mailSocketIn(directory);
  await mkdir(directory, { recursive: true });
  await rm(socketPath, { force: true });
  if (user !== undefined) await chown(directory, user, user);

  const settings: MailServerSettings = { socketPath, ...(user !== undefined && { user }) };
  const child = fork(new URL("./server-process.ts", import.meta.url), [JSON.stringify(settings)], {
    cwd: "/",
    env: { LC_ALL: "C.UTF-8", TZ: "UTC", ...compileCache() },
    execArgv: ["--max-old-space-size=256"],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let lastWords = "";
  child.stderr?.on("data", (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-4_000)));
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));

  const mails: Mail[] = [];
  const refusals: MailRefusal[] = [];
  const watchers = new Set<() => void>();
  let closing = false;
  let ended = false;
  const wake = (): void => watchers.forEach((watcher) => watcher());
  void exited.then(() => {
    ended = true;
    wake();
  });
  const mustRun = (): void => {
    if (ended && !closing) throw new Error(`The mail server of the cell ended early. It said:\n${lastWords.trim()}`);
  };

  await new Promise<void>((resolve, reject) => {
    const fail = (problem: string): void => {
      reject(new AssayError("mail-failed", { problem }, { lastLines: lastWords.trim().split("\n").slice(-20) }));
    };
    const late = setTimeout(() => {
      child.kill("SIGKILL");
      fail(`it did not listen within ${readyWithin / 1_000} s`);
    }, readyWithin);
    void exited.then(() => {
      clearTimeout(late);
      fail("it ended while it started");
    });
    child.on("message", (message: MailServerMessage) => {
      if (message.kind === "listening") {
        clearTimeout(late);
        resolve();
        return;
      }
      if (message.kind === "refused") {
        refusals.push({ ...message.refusal, at: now() });
        return;
      }
      mails.push({ ...message.mail, at: now() });
      wake();
    });
  });

  const addressed = (address: string): Mail[] => {
    mustRun();
    const wanted = address.toLowerCase();
    return mails.filter((mail) => mail.to.some((recipient) => recipient.toLowerCase() === wanted));
  };
  const box: MailBox = {
    to: addressed,
    all() {
      mustRun();
      return [...mails];
    },
    refused(sinceMs = 0) {
      mustRun();
      return refusals.filter(({ at }) => at >= sinceMs);
    },
    next(address, { sinceMs = 0, withinMs = 10_000, like = () => true } = {}) {
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          clearTimeout(late);
          watchers.delete(look);
        };
        const look = (): void => {
          try {
            const mail = addressed(address).find((one) => one.at >= sinceMs && like(one));
            if (mail === undefined) return;
            finish();
            resolve(mail);
          } catch (error) {
            finish();
            reject(error instanceof Error ? error : new Error(String(error)));
          }
        };
        const late = setTimeout(() => {
          finish();
          resolve(undefined);
        }, withinMs);
        watchers.add(look);
        look();
      });
    },
  };
  return {
    pid: child.pid ?? 0,
    socketPath,
    box,
    async close() {
      closing = true;
      child.kill("SIGKILL");
      await exited;
      await rm(socketPath, { force: true });
    },
  };
}

/** Where we keep our programs compiled, the server keeps its own too: it starts in half the time. */
function compileCache(): { readonly NODE_COMPILE_CACHE?: string } {
  const folder = process.env["NODE_COMPILE_CACHE"];
  return folder === undefined ? {} : { NODE_COMPILE_CACHE: folder };
}
