import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { mayRecruit, meQuery } from "../api/me.ts";
import { useWords } from "../words/words.tsx";
import { Share } from "./share.tsx";

/** What can be done with a report, below its head. */
export function ReportActions({
  evaluation,
  application,
}: {
  readonly evaluation: string;
  /** Whose work it is of; null for nobody's. */
  readonly application: string | null;
}) {
  const words = useWords();
  const { data: me } = useQuery(meQuery);
  return (
    <div className="report-actions" role="group" aria-label={words.say("report.actions")}>
      {application === null ? null : (
        <Button
          renderRoot={(props) => <Link {...props} to="/candidates/$application/decide" params={{ application }} />}
        >
          {words.say("decide.link")}
        </Button>
      )}
      {mayRecruit(me) ? <Share evaluation={evaluation} /> : null}
      <Button
        onClick={() => {
          print();
        }}
      >
        {words.say("report.print")}
      </Button>
      <Button component="a" href={`/api/v1/evaluations/${evaluation}/report.html`} target="_blank">
        {words.say("report.file")}
      </Button>
    </div>
  );
}
