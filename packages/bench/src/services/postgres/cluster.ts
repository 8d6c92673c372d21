import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { AssayError } from "../../errors/assay-error.ts";

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * `initdb` refuses to run as root and looks its user up by name, which our numeric users do not have.
 * So root lends the draft to an account that every system has, and takes it back.
 */
export async function temporaryOwner(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody", "daemon"]) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account?.[2] !== undefined && account[3] !== undefined) {
      return { uid: Number(account[2]), gid: Number(account[3]) };
    }
  }
  throw new AssayError("postgres-failed", {
    problem: "it refuses to be set up by root, and none of the accounts postgres, nobody and daemon exists",
  });
}

/** Runs one of PostgreSQL's programs to its end, with this text as its input. @throws AssayError `postgres-failed` with what it said. */
export async function runTool(
  user: Account | undefined,
  input: string,
  program: string,
  argv: readonly string[],
): Promise<void> {
  const child = spawn(program, argv, {
    ...user,
    cwd: "/",
    stdio: "pipe",
    env: { PATH: process.env["PATH"], LC_ALL: "C" },
  });
  let said = "";
  const listen = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000));
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code === 0) return;
  const where = user === undefined ? "" : `, run as user ${user.uid}, to whom every folder above it must be open`;
  throw new AssayError(
    "postgres-failed",
    { problem: `${program}${where}, ended with status ${code}` },
    { lastLines: said.trim().split("\n").slice(-20) },
  );
}
