import { readFileSync } from "node:fs";

/** Linux capabilities by bit: what it takes to make namespaces for others and to act as other users. */
const needed = { setgid: 6, setuid: 7, netAdmin: 12, sysAdmin: 21 } as const;

/** Numeric ids, no accounts: nothing on the machine is to be created or removed for them. */
const ids = { database: 64010, mail: 64011, submission: 64012 } as const;

/** True when this process is root with enough power to run the database, the mail server and the submission as users of their own. */
export function isPrivileged(status: string, uidMap: string): boolean {
  const uid = /^Uid:\t\d+\t(\d+)/m.exec(status)?.[1];
  const effective = BigInt("0x" + (/^CapEff:\t([0-9a-f]+)$/m.exec(status)?.[1] ?? "0"));
  const hasAll = Object.values(needed).every((bit) => (effective & (1n << BigInt(bit))) !== 0n);
  return uid === "0" && hasAll && Object.values(ids).every((id) => covers(uidMap, id));
}

/** In a rootless container "root" may have a map of few ids: others cannot be used there. */
function covers(uidMap: string, id: number): boolean {
  return uidMap
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .some(([inside = 0, , count = 0]) => id >= inside && id < inside + count);
}

/** Whether what runs in a cell is kept apart by user ids. Without it, user namespaces alone keep it apart. */
export const privileged = isPrivileged(
  readFileSync("/proc/self/status", "utf8"),
  readFileSync("/proc/self/uid_map", "utf8"),
);

/** User ids (group ids are the same) that the parts of a cell run as; undefined when we cannot act as others. */
export const users: { readonly database?: number; readonly mail?: number; readonly submission?: number } = privileged
  ? ids
  : {};
