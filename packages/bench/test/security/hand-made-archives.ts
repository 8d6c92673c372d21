import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** A tar archive of headers and bodies made by hand, packed. */
export const rawTar = (...blocks: readonly Buffer[]): Buffer =>
  gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));

/** One header of 512 bytes with some of its fields as they are given, and a right checksum. */
export function header(
  path: string,
  fields: { readonly size?: string | Buffer; readonly type?: string; readonly link?: string },
): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0, 100);
  block.write("0000644\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  const { size = "00000000000\0" } = fields;
  if (typeof size === "string") block.write(size, 124);
  else size.copy(block, 124);
  block.write("00000000000\0", 136);
  block.write("        ", 148);
  block.write(fields.type ?? "0", 156);
  block.write(fields.link ?? "", 157, 100);
  block.write("ustar\x0000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

export const padded = (content: Buffer): Buffer =>
  Buffer.concat([content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
export const octal = (size: number): string => `${size.toString(8).padStart(11, "0")}\0`;

/** A record of an extended header: its own length comes first. */
export function paxRecord(name: string, value: string): string {
  const rest = ` ${name}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return `${length}${rest}`;
}

export function paxTar(records: readonly (readonly [string, string])[]): Buffer {
  const body = Buffer.from(records.map(([name, value]) => paxRecord(name, value)).join(""));
  return rawTar(
    header("pax", { type: "x", size: octal(body.length) }),
    padded(body),
    header("a", { size: octal(1) }),
    padded(Buffer.from("x")),
  );
}

/** An archive in which many entries are one and the same packed kernel, as in David Fifield's "better zip bomb". */
export function overlappingZip(entries: number, kernelBytes: number): Buffer {
  const kernel = deflateRawSync(Buffer.alloc(kernelBytes));
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(Buffer.alloc(kernelBytes)), 10);
  common.writeUInt32LE(kernel.length, 14);
  common.writeUInt32LE(kernelBytes, 18);
  common.writeUInt16LE(1, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from("0"), kernel]);
  const directory = Array.from({ length: entries }, (_none, at) => {
    const name = Buffer.from(at.toString(36).padStart(4, "0"));
    const own = Buffer.from(common);
    own.writeUInt16LE(name.length, 22);
    return Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 3]), own, Buffer.alloc(14), name]);
  });
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(entries, 8);
  end.writeUInt16LE(entries, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, table, end]);
}
