import type { DatabaseEngine } from "../check/check.ts";
import { literalsOf as mysqlLiteralsOf } from "./mysql/tokens.ts";
import { literalsOf as postgresLiteralsOf } from "./postgres/tokens.ts";

/**
 * Every place where the needle stands in the statement is inside one string literal, as the engine reads it.
 * Identifiers, quoted or not, and comments are outside. True when the needle stands nowhere.
 */
export function isInsideLiterals(statement: string, needle: string, engine: DatabaseEngine = "postgres"): boolean {
  if (needle === "") return true;
  const literals = engine === "mysql" ? mysqlLiteralsOf(statement) : postgresLiteralsOf(statement);
  for (let at = statement.indexOf(needle); at !== -1; at = statement.indexOf(needle, at + 1)) {
    const end = at + needle.length;
    if (!literals.some((literal) => literal.start <= at && end <= literal.end)) return false;
  }
  return true;
}
