import type { ReactNode } from "react";
import { Button } from "@mantine/core";
import { Refused } from "../api/client.ts";
import { useWords, type Words } from "../words/words.tsx";
import { newVersion } from "./load-page.ts";
import { Missing } from "./missing.tsx";

/** What stands where a page, or a part of it, could not be read. */
export function Wrong({ error, reset }: { readonly error: unknown; readonly reset?: () => void }): ReactNode {
  const words = useWords();
  if (error instanceof Refused && error.body.status === 404) return <Missing />;
  return (
    <div className="wrong" role="alert">
      <h2>{words.say("wrong.title")}</h2>
      <p>{toldOf(error, words)}</p>
      {isOfPrograms(error) ? (
        <Button
          onClick={() => {
            location.reload();
          }}
        >
          {words.say("wrong.reload")}
        </Button>
      ) : reset === undefined ? null : (
        <Button onClick={reset}>{words.say("wrong.again")}</Button>
      )}
    </div>
  );
}

function isOfPrograms(error: unknown): boolean {
  return error instanceof Refused && error.body.code === newVersion;
}

/** In words for whoever meets it. */
export function toldOf(error: unknown, words: Words): string {
  if (isOfPrograms(error)) return words.say("wrong.new-version");
  if (!(error instanceof Refused) || error.body.code === "our-mistake") return words.say("wrong.ours");
  return error.body.code === "offline" ? words.say("wrong.offline") : error.body.detail;
}
