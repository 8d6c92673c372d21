import { Button } from "@mantine/core";
import { useWords } from "../words/words.tsx";

/** What can be done with a report, below its head. */
export function ReportActions({ evaluation }: { readonly evaluation: string }) {
  const words = useWords();
  return (
    <div className="report-actions" role="group" aria-label={words.say("report.actions")}>
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
