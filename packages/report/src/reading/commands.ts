import type { Exchange } from "@assay/bench/result";
import { visibleLines } from "../text/visible.ts";

/** What curl and the connection set themselves. */
const ownHeaders = new Set(["connection", "content-length", "transfer-encoding", "accept-encoding"]);

/**
 * The requests as a POSIX shell sends them with curl, one a line, to whatever `$URL` names. Left out is what cannot be
 * sent again from what is kept: a body that was cut, and what could not be shown letter for letter.
 * The submission's own words stand in them (a key it gave), so that every argument is quoted.
 */
export function commandsOf(exchanges: readonly Exchange[]): readonly string[] {
  return exchanges.flatMap(({ request }) => {
    const { method, path, headers, body = "", bodyBytes } = request;
    if (new TextEncoder().encode(body).length !== bodyBytes) return [];
    const sent = headers.filter(([name]) => !ownHeaders.has(name.toLowerCase()));
    const command = [
      `curl -isSg --path-as-is -X ${quoted(method)} "$URL"${quoted(path)}`,
      ...sent.map(([name, value]) => `-H ${quoted(value === "" ? `${name};` : `${name}: ${value}`)}`),
      ...(body === "" ? [] : [`--data-raw ${quoted(body)}`]),
    ].join(" ");
    return command === visibleLines(command) ? [command] : [];
  });
}

/** One word to the shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
