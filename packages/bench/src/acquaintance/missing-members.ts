import { jsonOf, type Exchange } from "../edge/exchange.ts";
import { leavesOf } from "./reply-places.ts";

/** Words that stand where a member's name could. */
const noNames =
  /^(body|query|json|form|fields?|this|value|all|and|password|detail|message|messages|msg|errors?|data|loc|type|input|ctx|url|code|status|stacks?|stack_?trace|trace|description|reason|non_field_errors)$/i;
const says = /\b(?:required|missing|may not be (?:null|blank)|can(?:not|'t) be (?:blank|null|empty))\b/i;

/** The members that a refusal says are missing, in the words of the usual frameworks. Pure. */
export function missingMembers(exchange: Exchange): readonly string[] {
  const text = exchange.response?.body ?? "";
  const leaves = leavesOf(jsonOf(exchange));
  const located = leaves.filter(({ path }) => path.includes("loc")).map(({ value }) => value);
  // Django REST, marshmallow and Flask-RESTful: `{"phone": ["This field is required."]}`.
  const keyed = leaves
    .filter(({ value }) => typeof value === "string" && says.test(value))
    .map(({ path }) => path.filter((key) => !/^\d+$/.test(key)).at(-1));
  const spelled = [
    ...text.matchAll(/\b(\w+)["'`\\]* (?:field )?(?:is|are) (?:a )?(?:required|missing|mandatory)/gi),
    ...text.matchAll(/required property ["'`\\]*(\w+)/gi),
    ...text.matchAll(/(?:missing|require[sd]?)\W{1,4}(?:field|parameter|property)?\W{0,3}["'`\\]+(\w+)/gi),
  ].map(([, name]) => name);
  const names = [...located, ...keyed, ...spelled].filter((name): name is string => typeof name === "string");
  return [...new Set(names)].filter((name) => !noNames.test(name));
}
