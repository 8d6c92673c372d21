import { AssayError } from "../errors/assay-error.ts";
import type { Language } from "../submission/language.ts";
import { go } from "../submission/languages/go.ts";
import { java } from "../submission/languages/java.ts";
import { php } from "../submission/languages/php.ts";
import { phpVersion } from "../submission/languages/php-toolchain.ts";
import { python } from "../submission/languages/python.ts";
import type { Finding } from "./finding.ts";
import { packageFix } from "./packages.ts";

/** What submissions in other languages than Node need, one finding each. Nothing else does. */
export function examineLanguages(): Promise<Finding[]> {
  return Promise.all([
    examineLanguage("Go", go),
    examineLanguage("Python", python),
    examineLanguage("Java", java),
    examinePhp(),
  ]);
}

export async function examineLanguage(
  title: string,
  { name, version, packages }: Pick<Language, "name" | "version" | "packages">,
): Promise<Finding> {
  const common = { id: name, title: `${title}, for submissions in it`, needed: "optional" } as const;
  try {
    return { ...common, ok: true, detail: await version() };
  } catch (error) {
    return { ...common, ok: false, detail: AssayError.from(error).message, ...packageFix(...packages) };
  }
}

/** @param version What this machine has; PHP alone runs submissions, but not as a real site runs. */
export async function examinePhp(version = phpVersion): Promise<Finding> {
  const finding = await examineLanguage("PHP", php);
  if (!finding.ok || (await version()).nginx !== undefined) return finding;
  const detail = `${finding.detail}: php-fpm or nginx is missing, so submissions run on PHP's own server, not as a real site runs`;
  return { ...finding, ok: false, detail, ...packageFix(...php.packages) };
}
