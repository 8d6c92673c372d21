import { constants } from "node:os";

/** One rule as the OCI runtime specification has it: what is not named is allowed. */
interface Rule {
  readonly names: readonly string[];
  readonly action: "SCMP_ACT_ERRNO";
  readonly errnoRet: number;
  readonly args?: readonly {
    readonly index: number;
    readonly value: number;
    readonly valueTwo?: number;
    readonly op: "SCMP_CMP_EQ" | "SCMP_CMP_GE" | "SCMP_CMP_MASKED_EQ";
  }[];
}

const architectures: Partial<Record<string, readonly string[]>> = {
  x64: ["SCMP_ARCH_X86_64", "SCMP_ARCH_X32"],
  arm64: ["SCMP_ARCH_AARCH64"],
};

/** The same that `seccomp.ts` refuses, by name. */
const refused = [
  ...["io_uring_setup", "io_uring_enter", "io_uring_register", "add_key", "request_key", "keyctl"],
  ...["perf_event_open", "bpf", "userfaultfd"],
];

/** unix, IPv4, IPv6 and netlink, as in `seccomp.ts`. */
const allowedFamilies = [1, 2, 10, 16];
const lastAllowed = Math.max(...allowedFamilies);

const newUserNamespace = 0x10000000;

/**
 * The filter of system calls for an OCI runtime; undefined for a processor we don't know. It refuses what bubblewrap's does,
 * and user namespaces too, in which a program would have every right: a runtime has no other way to forbid them.
 */
export function ociSeccomp(processor: string = process.arch): object | undefined {
  const known = architectures[processor];
  if (known === undefined) return undefined;
  const { ENOSYS, EPERM, EAFNOSUPPORT } = constants.errno;
  const otherFamilies = Array.from({ length: lastAllowed }, (_, family) => family).filter(
    (family) => !allowedFamilies.includes(family),
  );
  return {
    defaultAction: "SCMP_ACT_ALLOW",
    // The x32 ABI is a second door to the same calls. A call numbered for any other processor ends the program.
    architectures: known,
    syscalls: [
      // What clone3 asks for lies in memory, where no filter sees it; programs then use clone.
      refuse([...refused, "clone3"], ENOSYS),
      refuse(["clone", "unshare"], EPERM, {
        index: 0,
        op: "SCMP_CMP_MASKED_EQ",
        value: newUserNamespace,
        valueTwo: newUserNamespace,
      }),
      ...otherFamilies.map((value) => refuse(["socket"], EAFNOSUPPORT, { index: 0, op: "SCMP_CMP_EQ", value })),
      refuse(["socket"], EAFNOSUPPORT, { index: 0, op: "SCMP_CMP_GE", value: lastAllowed + 1 }),
    ] satisfies Rule[],
  };
}

function refuse(
  names: readonly string[],
  errnoRet: number,
  ...args: readonly NonNullable<Rule["args"]>[number][]
): Rule {
  return { names, action: "SCMP_ACT_ERRNO", errnoRet, ...(args.length > 0 && { args }) };
}
