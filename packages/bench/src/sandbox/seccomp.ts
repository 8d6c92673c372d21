import { constants } from "node:os";

/** System calls by their numbers on one processor. */
interface Numbers {
  /** The kernel's name for the processor (AUDIT_ARCH_…). */
  readonly architecture: number;
  readonly socket: number;
  /**
   * Ways to kernel features that no namespace divides, or through which the filter could be gone around:
   * io_uring opens sockets by itself; keyrings and performance counters are the machine's; bpf and userfaultfd have been holes.
   */
  readonly refused: readonly number[];
}

const ioUring = [425, 426, 427];

const numbers: Partial<Record<string, Numbers>> = {
  x64: { architecture: 0xc000003e, socket: 41, refused: [...ioUring, 248, 249, 250, 298, 321, 323] },
  arm64: { architecture: 0xc00000b7, socket: 198, refused: [...ioUring, 217, 218, 219, 241, 280, 282] },
};

/**
 * The kinds of sockets an app needs: unix, IPv4, IPv6, netlink (to list its addresses). A network namespace closes these in.
 * It does not close in others: a vsock, in a virtual machine, reaches the machine's host.
 */
const allowedFamilies = [1, 2, 10, 16];

/** Numbers from here on are calls of the x32 ABI, which would be a second door. */
const foreignNumbers = 0x40000000;

const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const answer = 0x06;
const allow = 0x7fff0000;
const refuseWith = (errno: number): number => 0x00050000 | errno;

const offsetOf = { number: 0, architecture: 4, firstArgument: 16 } as const;

/** The filter of system calls, as the classic BPF program that bubblewrap's `--seccomp` takes; undefined for a processor we don't know. */
export function seccompFilter(processor: string = process.arch): Buffer | undefined {
  const known = numbers[processor];
  if (known === undefined) return undefined;
  const { ENOSYS, EAFNOSUPPORT } = constants.errno;
  const body = [
    instruction(load, offsetOf.number),
    instruction(jumpIfAtLeast, foreignNumbers, 0, 1),
    instruction(answer, refuseWith(ENOSYS)),
    ...known.refused.flatMap((number) => [
      instruction(jumpIfEqual, number, 0, 1),
      instruction(answer, refuseWith(ENOSYS)),
    ]),
    instruction(jumpIfEqual, known.socket, 1, 0),
    instruction(answer, allow),
    instruction(load, offsetOf.firstArgument),
    ...allowedFamilies.flatMap((family) => [instruction(jumpIfEqual, family, 0, 1), instruction(answer, allow)]),
    instruction(answer, refuseWith(EAFNOSUPPORT)),
  ];
  return Buffer.concat([
    instruction(load, offsetOf.architecture),
    instruction(jumpIfEqual, known.architecture, 1, 0),
    instruction(answer, refuseWith(ENOSYS)),
    ...body,
  ]);
}

function instruction(code: number, value: number, whenTrue = 0, whenFalse = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(whenTrue, 2);
  bytes.writeUInt8(whenFalse, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
