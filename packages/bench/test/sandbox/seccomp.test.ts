import { constants } from "node:os";
import { describe, expect, it } from "vitest";
import { seccompFilter } from "../../src/sandbox/seccomp.ts";

const { ENOSYS, EAFNOSUPPORT } = constants.errno;
const x64 = 0xc000003e;
const arm64 = 0xc00000b7;
const [unix, inet, vsock] = [1, 2, 40];

/** Runs the program as the kernel would, on a call of this number by a program for this processor: 0 for allowed, else the error. */
function answer(program: Buffer, call: { architecture: number; number: number; first?: number }): number {
  const data: Readonly<Record<number, number>> = { 0: call.number, 4: call.architecture, 16: call.first ?? 0 };
  let accumulator = 0;
  for (let at = 0; at < program.length / 8; at++) {
    const code = program.readUInt16LE(at * 8);
    const value = program.readUInt32LE(at * 8 + 4);
    const jump = (taken: boolean): number => program.readUInt8(at * 8 + (taken ? 2 : 3));
    if (code === 0x20) accumulator = data[value] ?? NaN;
    else if (code === 0x15) at += jump(accumulator === value);
    else if (code === 0x35) at += jump(accumulator >= value);
    else if (code === 0x06) return value === 0x7fff0000 ? 0 : value & 0xffff;
  }
  throw new Error("the program ends without an answer");
}

describe.each([
  { processor: "x64", architecture: x64, other: arm64, socket: 41, keyring: 250, open: 257 },
  { processor: "arm64", architecture: arm64, other: x64, socket: 198, keyring: 219, open: 56 },
])("the filter of system calls for $processor", ({ processor, architecture, other, socket, keyring, open }) => {
  const program = seccompFilter(processor) ?? Buffer.alloc(0);

  it("lets ordinary calls and ordinary sockets through", () => {
    expect(answer(program, { architecture, number: open })).toBe(0);
    expect(answer(program, { architecture, number: socket, first: unix })).toBe(0);
    expect(answer(program, { architecture, number: socket, first: inet })).toBe(0);
  });

  it("refuses other kinds of sockets, and what could open them without asking it", () => {
    expect(answer(program, { architecture, number: socket, first: vsock })).toBe(EAFNOSUPPORT);
    expect(answer(program, { architecture, number: 425 })).toBe(ENOSYS);
    expect(answer(program, { architecture, number: keyring })).toBe(ENOSYS);
  });

  it("refuses calls that are numbered for another processor", () => {
    expect(answer(program, { architecture: other, number: open })).toBe(ENOSYS);
    expect(answer(program, { architecture, number: 0x40000000 + socket, first: inet })).toBe(ENOSYS);
  });
});

describe("a processor whose numbers we do not know", () => {
  it("has no filter", () => {
    expect(seccompFilter("riscv64")).toBeUndefined();
  });
});
