/** A stored password as its own text, or a recomputation, tells how it was made. */
export type PasswordHash =
  | {
      readonly scheme: "argon2";
      readonly variant: "i" | "d" | "id";
      readonly memoryKiB: number;
      readonly passes: number;
    }
  | { readonly scheme: "scrypt"; readonly cost: number; readonly blockSize: number; readonly parallelism: number }
  | { readonly scheme: "bcrypt"; readonly cost: number }
  | { readonly scheme: "pbkdf2"; readonly digest: string; readonly iterations: number }
  | { readonly scheme: "sha-crypt"; readonly digest: "sha256" | "sha512"; readonly rounds: number }
  | { readonly scheme: "yescrypt"; readonly cost: number; readonly blockSize: number }
  /** Forms that no guidance has allowed for years: md5-crypt, DES crypt, salted SHA of LDAP, … */
  | { readonly scheme: "outdated"; readonly name: string };

/** One form: the text of a stored value, or undefined when it is of another form. */
export type Form = (text: string) => PasswordHash | undefined;

/** As an engineer would say it: "bcrypt, cost 12". */
export function describe(hash: PasswordHash): string {
  switch (hash.scheme) {
    case "argon2":
      return `argon2${hash.variant}, m=${hash.memoryKiB} KiB, t=${hash.passes}`;
    case "scrypt":
      return `scrypt, N=${hash.cost}, r=${hash.blockSize}, p=${hash.parallelism}`;
    case "bcrypt":
      return `bcrypt, cost ${hash.cost}`;
    case "pbkdf2":
      return `PBKDF2-HMAC-${hash.digest}, ${hash.iterations} iterations`;
    case "sha-crypt":
      return `${hash.digest}-crypt, ${hash.rounds} rounds`;
    case "yescrypt":
      return `yescrypt, N=${hash.cost}, r=${hash.blockSize}`;
    case "outdated":
      return hash.name;
  }
}
