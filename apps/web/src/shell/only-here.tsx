import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/me.ts";
import { useWords } from "../words/words.tsx";

/** Beside a link of ours that somebody else is to open: where it would open for nobody else, and what to do then. */
export function OnlyHere({ instead }: { readonly instead: string }) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  if (me?.where.reach !== "this-machine") return null;
  return (
    <p className="only-here" role="note">
      <b>{words.say("only-here")}</b> {instead}
    </p>
  );
}
