import { useParams, useSearch } from "@tanstack/react-router";

/** What the address of this page names: the id of a role, of a candidate's application, of an evaluation. */
export function useNamed(thing: "role" | "application" | "evaluation"): string {
  // The router's types and the pages' need each other: seen from a page, they are not always there.
  const named: unknown = useParams({ strict: false });
  return textIn(named, thing) ?? "";
}

/** What stands after the question mark, as far as it is text. */
export function useAsked(): (name: string) => string | undefined {
  const asked: unknown = useSearch({ strict: false });
  return (name) => textIn(asked, name);
}

function textIn(values: unknown, name: string): string | undefined {
  const value = (values as Readonly<Record<string, unknown>>)[name];
  return typeof value === "string" ? value : undefined;
}
