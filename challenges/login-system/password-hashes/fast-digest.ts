import { createHash, createHmac, getHashes, type BinaryToTextEncoding } from "node:crypto";
import { bytesOf, piecesOf, type StoredText } from "./stored-text.ts";

export interface FastDigest {
  readonly algorithm: string;
  /** The column that holds the digest. */
  readonly column: string;
  readonly salted: boolean;
}

const wanted = [
  "md5", "sha1", "sha256", "sha512", "sha224", "sha384", "sha512-256", "sha3-224", "sha3-256", "sha3-384", "sha3-512",
  "blake2b512", "blake2s256", "ripemd160", "md4",
]; // prettier-ignore
const available = new Set(getHashes().map((name) => name.toLowerCase()));
const algorithms = wanted.filter((name) => available.has(name));
const digestBytes = [16, 20, 28, 32, 48, 64] as const;
const separators = ["", ":", "$", ".", "-", "_", "|", " "] as const;
/** More values than a row has; keeps a hostile row from costing minutes. */
const mostSalts = 150;

/**
 * Whether a row holds a fast digest of the password, alone or with any other value of the row as salt: before it,
 * after it, around it, as a key, with a separator, or glued to the digest. `secrets` are salts kept outside the row.
 */
export function fastDigest(
  texts: readonly StoredText[],
  password: string,
  secrets: readonly string[] = [],
): FastDigest | undefined {
  const { digests, salts } = partsOf(texts, secrets);
  if (digests.size === 0) return undefined;

  for (const algorithm of algorithms) {
    for (const form of [Buffer.from(password, "utf8"), Buffer.from(password, "utf16le")]) {
      const unsalted = [form, ...hashedOnce(form)].map((message) => digest(algorithm, message));
      const found = unsalted.map((value) => digests.get(value)).find((column) => column !== undefined);
      if (found !== undefined) return { algorithm, column: found, salted: false };

      for (const salt of salts) {
        for (const value of saltedDigests(algorithm, form, salt)) {
          const column = digests.get(value);
          if (column !== undefined) return { algorithm, column, salted: true };
        }
      }
    }
  }
  return undefined;
}

function* saltedDigests(algorithm: string, password: Buffer, salt: Buffer): Generator<string> {
  for (const separator of separators) {
    const between = Buffer.from(separator);
    yield digest(algorithm, Buffer.concat([salt, between, password]));
    yield digest(algorithm, Buffer.concat([password, between, salt]));
  }
  yield digest(algorithm, Buffer.concat([salt, password, salt]));
  yield createHmac(algorithm, salt).update(password).digest("hex");
  yield createHmac(algorithm, password).update(salt).digest("hex");
  const inner = Buffer.from(digest(algorithm, password));
  yield digest(algorithm, Buffer.concat([inner, salt]));
  yield digest(algorithm, Buffer.concat([salt, inner]));
}

/** Digests of digests: as bytes, hexadecimal and base64. */
function hashedOnce(message: Buffer): readonly Buffer[] {
  return algorithms.flatMap((algorithm) => {
    const bytes = createHash(algorithm).update(message).digest();
    const written = (encoding: BinaryToTextEncoding): Buffer => Buffer.from(bytes.toString(encoding));
    return [bytes, written("hex"), written("base64")];
  });
}

function digest(algorithm: string, message: Buffer): string {
  return createHash(algorithm).update(message).digest("hex");
}

/** What could be a digest (its hexadecimal → its column), and what could be a salt. */
function partsOf(
  texts: readonly StoredText[],
  secrets: readonly string[],
): { readonly digests: ReadonlyMap<string, string>; readonly salts: readonly Buffer[] } {
  const digests = new Map<string, string>();
  const salts = new Map<string, Buffer>();
  const addSalt = (bytes: Buffer): void => {
    if (bytes.length > 0 && bytes.length <= 300 && salts.size < mostSalts) salts.set(bytes.toString("hex"), bytes);
  };

  for (const secret of secrets) addSalt(Buffer.from(secret));
  for (const { column, text } of texts) {
    for (const piece of new Set([text, ...piecesOf(text)])) {
      addSalt(Buffer.from(piece));
      addSalt(Buffer.from(piece.toLowerCase()));
      for (const bytes of bytesOf(piece)) {
        addSalt(bytes);
        if (bytes.length < 16 || bytes.length > 600) continue;
        digests.set(bytes.toString("hex"), column);
        for (const length of digestBytes) {
          if (bytes.length <= length) continue;
          for (const [part, rest] of [
            [bytes.subarray(0, length), bytes.subarray(length)],
            [bytes.subarray(-length), bytes.subarray(0, -length)],
          ] as const) {
            digests.set(part.toString("hex"), column);
            addSalt(rest);
            addSalt(Buffer.from(rest.toString("hex")));
          }
        }
      }
    }
  }
  return { digests, salts: [...salts.values()] };
}
