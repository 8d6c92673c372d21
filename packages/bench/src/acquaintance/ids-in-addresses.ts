import { jsonOf, type Exchange } from "../edge/exchange.ts";
import { bracesToFill, type ProposedOperation, type Written } from "./proposed.ts";
import { leavesOf, pointer } from "./reply-places.ts";
import { wordsIn } from "./route.ts";

const ids = /^(id|pk|uid|uuid|(user|account|member|customer|profile)-?(id|uuid))$/;

/**
 * The operations that change where what stands in braces in an address is in the log-in's reply: the log-in keeps it, and
 * the addresses name it. Pure.
 */
export function withIdsFilled(
  operations: Readonly<Record<string, ProposedOperation>>,
  exchange: Exchange | undefined,
): Readonly<Record<string, ProposedOperation>> {
  const { logIn } = operations;
  if (logIn === undefined || exchange === undefined) return {};
  const keeps: Record<string, string> = {};
  const leaves = leavesOf(jsonOf(exchange)).filter(({ value }) => ["string", "number"].includes(typeof value));
  const expressionFor = (parameter: string): string | undefined => {
    const name = wordsIn(parameter);
    const nameOf = (path: readonly string[]) => wordsIn(path.at(-1) ?? "");
    const leaf =
      leaves.find(({ path }) => nameOf(path) === name) ??
      (ids.test(name) ? leaves.find(({ path }) => ids.test(nameOf(path))) : undefined);
    if (leaf === undefined) return undefined;
    keeps[parameter] = pointer(leaf.path);
    return `{$credential.${parameter}}`;
  };
  const changed = Object.entries(operations).flatMap(([operation, proposed]) => {
    const request = String(proposed.written["request"]);
    if (proposed.written["credential"] !== true) return [];
    const filled = request.replaceAll(/\{(\w+)\}/g, (whole, parameter: string) => expressionFor(parameter) ?? whole);
    return filled === request ? [] : [[operation, addressed(proposed, filled)] as const];
  });
  if (changed.length === 0) return {};
  const written = { ...logIn.written, keeps: { ...(logIn.written["keeps"] as Written | undefined), ...keeps } };
  return { ...Object.fromEntries(changed), logIn: { ...logIn, written } };
}

/** By its new address; what was said of the braces is done once there are none. */
function addressed(proposed: ProposedOperation, request: string): ProposedOperation {
  const isWhole = !/\{\w+\}/.test(request);
  const doubts = proposed.doubts.filter(({ text }) => !isWhole || text !== bracesToFill);
  return { ...proposed, written: { ...proposed.written, request }, doubts };
}
