import type { Carrier } from "../operations/binding.ts";
import type { SourceFile } from "./set-up.ts";

const usualHeader = /["'`](x-[\w-]+|auth-token|access-token|token)["'`]/gi;
/** `req.header("my-token")`, `request.headers["my-token"]`, `c.GetHeader("My-Token")`. */
const headerRead =
  /(?:\bheaders?(?:\.get)?\(|\bheaders(?:\?\.)?\[|\bGetHeader\(|\bHeader\.Get\(|\breq\.get\()\s{0,9}["'`]([\w-]{2,60})["'`]/g;

/** How a token may be carried besides the usual way, by what the source names. Pure. */
export function carriersIn(files: readonly SourceFile[]): readonly Carrier[] {
  const code = files.filter(({ path }) => !/\.(md|json|lock|html?|css)$/i.test(path));
  const headers = new Set(
    code.flatMap(({ text }) =>
      [...text.matchAll(usualHeader), ...text.matchAll(headerRead)]
        .map(([, header = ""]) => header)
        .filter((header) => /token|auth|session|jwt/i.test(header) && !/^authorization$/i.test(header)),
    ),
  );
  const schemes = new Set(
    code.flatMap(({ text }) => [...text.matchAll(/["'`](Token|JWT)\s?["'`]/g)].map(([, scheme = ""]) => scheme)),
  );
  const isBasic = code.some(({ text }) => /HTTPBasic|verify_password|BasicAuth/.test(text));
  return [
    ...[...headers].map((header) => ({ header, scheme: "" })),
    ...[...schemes, "Token", ""].map((scheme) => ({ header: "Authorization", scheme })),
    ...(isBasic ? [{ header: "Authorization", scheme: "basic" }] : []),
  ].slice(0, 4);
}
