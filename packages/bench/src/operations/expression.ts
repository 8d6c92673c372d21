import { fieldOf, headersOf, jsonOf, statusOf, type Exchange } from "../edge/exchange.ts";

/**
 * The value of a runtime expression over an exchange, as in OpenAPI links: `$statusCode`, `$response.header.<name>`,
 * `$response.body` and `$response.body#/<pointer>` (RFC 6901). Undefined where there is none.
 */
export function evaluateExpression(expression: string, exchange: Exchange): unknown {
  if (expression === "$statusCode") return statusOf(exchange);
  if (expression === "$response.body") return jsonOf(exchange);
  const header = /^\$response\.header\.(.+)$/.exec(expression)?.[1];
  if (header !== undefined) return headersOf(exchange, header)[0];
  const pointer = /^\$response\.body#\/(.*)$/s.exec(expression)?.[1];
  if (pointer === undefined) throw new Error(`not a runtime expression: ${expression}`);
  return fieldOf(exchange, ...pointer.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~")));
}
