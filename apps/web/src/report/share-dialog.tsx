import { useQuery } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { sharesQuery } from "../api/judgement.ts";
import { LinkDialog } from "../shell/link-dialog.tsx";
import { useWords } from "../words/words.tsx";

/** A link by which others may read the report, and the way to take it back. */
export function ShareDialog({
  evaluation,
  isOpen,
  close,
}: {
  readonly evaluation: string;
  readonly isOpen: boolean;
  readonly close: () => void;
}) {
  const words = useWords();
  const query = sharesQuery(evaluation);
  const { data: shares = [] } = useQuery({ ...query, enabled: isOpen });
  return (
    <LinkDialog
      {...{ isOpen, close }}
      title={words.say("share.title")}
      text={words.say("share.text")}
      instead={words.say("share.instead")}
      links={shares}
      tell={({ person }, when) => words.say("share.made", { person: person ?? "", when })}
      queryKey={query.queryKey}
      make={() => done(api.POST("/api/v1/evaluations/{evaluation}/shares", { params: { path: { evaluation } } }))}
      revoke={(share) => done(api.DELETE("/api/v1/shares/{share}", { params: { path: { share } } }))}
    />
  );
}
