import { planFrom } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { InWords } from "../api/after.ts";
import { api, done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { FirstDay, isLongAgo } from "./first-day.tsx";
import { TimesFields } from "./times-fields.tsx";

/** From what was found to a plan: when it starts, and on which clocks. */
export function StartPlan({
  application,
  name,
  found,
}: {
  readonly application: string;
  readonly name: string;
  readonly found: InWords;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [start, setStart] = useState("");
  const [times, setTimes] = useState({
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    at_time: "10:00",
  });
  // What is disputed is not settled: nothing is planned on it.
  const gaps = found.failures
    .filter(({ is_disputed }) => !is_disputed)
    .map(({ held, question, good }) => ({ title: held, question, good }));
  const making = useMutation({
    mutationFn: () => {
      const { milestones, checkIns } = planFrom(
        {
          gaps,
          strengths: found.strengths.map(({ title }) => title),
          musts: found.musts.map(({ title }) => title),
        },
        start,
      );
      const items = [
        ...milestones.map(({ on, text, first, seen }) => ({
          ...{ kind: "milestone" as const, on_day: on, text: words.say(text.key, text.values) },
          ...{ first: words.say(first.key, first.values), seen: words.say(seen.key, seen.values) },
        })),
        ...checkIns.map((on) => ({ kind: "check-in" as const, on_day: on, text: "", first: "", seen: "" })),
      ];
      return done(
        api.POST("/api/v1/applications/{application}/plan", {
          params: { path: { application } },
          body: { starts_on: start, ...times, items },
        }),
      );
    },
    onSuccess: () => known.invalidateQueries({ queryKey: ["plan", application] }),
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLongAgo(start)) making.mutate();
      }}
    >
      <p>
        {found.is_tested
          ? words.say("first.make.text", { gaps: gaps.length })
          : words.say("first.make.untested", { name })}
      </p>
      <FirstDay value={start} onChange={setStart} />
      <TimesFields times={times} set={setTimes} />
      {making.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(making.error, words)}
        </p>
      )}
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={making.isPending}>
          {words.say("first.make")}
        </Button>
      </div>
    </form>
  );
}
