import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Plan } from "../api/after.ts";
import "../look/plan.css";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import type { PlanActs } from "./acts.ts";
import { ItemForm } from "./item-form.tsx";
import { PlanItemView } from "./plan-item.tsx";
import { TimesForm } from "./times-form.tsx";

/** The first 90 days, as both sides see them: in the order of days, what was struck too. */
export function PlanView({
  plan,
  names,
  acts,
  more,
}: {
  readonly plan: Plan;
  readonly names: { readonly starter: string; readonly organization: string };
  readonly acts: PlanActs;
  readonly more?: ReactNode;
}) {
  const words = useWords();
  const [adding, setAdding] = useState<"milestone" | "check-in" | null>(null);
  const taking = useMutation({ mutationFn: acts.takeCalendar });
  const [isSetting, setSetting] = useState(false);
  const { add, setTimes } = acts;
  return (
    <>
      <p className="soft">
        {words.say("first.from", {
          ...{ day: words.day(plan.starts_on), time: plan.at_time, zone: plan.time_zone.replaceAll("_", " ") },
        })}
      </p>
      {isSetting && setTimes !== undefined ? (
        <TimesForm
          times={plan}
          save={({ starts_on, time_zone, at_time }) => setTimes({ starts_on, time_zone, at_time })}
          close={() => {
            setSetting(false);
          }}
        />
      ) : null}
      <div className="form-acts plan-acts">
        {more}
        <Button
          loading={taking.isPending}
          onClick={() => {
            taking.mutate();
          }}
        >
          {words.say("first.calendar")}
        </Button>
        <Button
          onClick={() => {
            print();
          }}
        >
          {words.say("first.print")}
        </Button>
        {setTimes === undefined ? null : (
          <Button
            onClick={() => {
              setSetting(true);
            }}
          >
            {words.say("first.times")}
          </Button>
        )}
      </div>
      {taking.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(taking.error, words)}
        </p>
      )}
      <ol className="plan">
        {plan.items.map((item) => (
          <PlanItemView key={item.id} {...{ item, names, acts }} time={plan.at_time} />
        ))}
      </ol>
      {add === undefined ? null : adding === null ? (
        <div className="form-acts plan-acts">
          {(["milestone", "check-in"] as const).map((kind) => (
            <Button
              key={kind}
              onClick={() => {
                setAdding(kind);
              }}
            >
              {words.say(kind === "milestone" ? "first.add" : "first.add-check-in")}
            </Button>
          ))}
        </div>
      ) : (
        <ItemForm
          kind={adding}
          item={{ on_day: plan.starts_on, text: "", first: "", seen: "" }}
          save={(item) => add(adding, item)}
          close={() => {
            setAdding(null);
          }}
        />
      )}
    </>
  );
}
