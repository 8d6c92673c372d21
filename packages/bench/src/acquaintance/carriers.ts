import type { Carrier } from "../operations/binding.ts";
import type { SourceFile } from "./set-up.ts";

/** How a token may be carried besides the usual way, by what the source names. Pure. */
export function carriersIn(files: readonly SourceFile[]): readonly Carrier[] {
  const code = files.filter(({ path }) => !/\.(md|json|lock|html?|css)$/i.test(path));
  const headers = new Set(
    code.flatMap(({ text }) =>
      [...text.matchAll(/["'`](x-[\w-]+|auth-token|access-token|token)["'`]/gi)]
        .map(([, header = ""]) => header)
        .filter((header) => /token|auth|session/i.test(header)),
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
