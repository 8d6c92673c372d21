import { Button, Checkbox } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { PlanItem } from "../api/after.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import type { PlanActs } from "./acts.ts";
import { ItemForm } from "./item-form.tsx";
import { LineForm } from "./line-form.tsx";

/** One milestone, or one check-in. */
export function PlanItemView({
  item,
  names,
  acts,
  time,
}: {
  readonly item: PlanItem;
  readonly names: { readonly starter: string; readonly organization: string };
  readonly acts: PlanActs;
  /** Of check-ins. */
  readonly time: string;
}) {
  const words = useWords();
  const [isChanging, setChanging] = useState(false);
  const { change } = acts;
  const ticking = useMutation({ mutationFn: (isDone: boolean) => acts.tick(item, isDone) });
  const takingBack = useMutation({ mutationFn: async () => change?.(item, { ...draftOf(item), struck: false }) });
  const { kind, on_day: day, struck_at: struckAt, done_at: doneAt, done_by: doneBy, first, seen } = item;
  const isStruck = struckAt !== null;
  const title = kind === "check-in" ? `${words.say("first.check-in")}, ${time}` : item.text;
  if (isChanging && change !== undefined) {
    return (
      <li className="plan-item">
        <PlanDay day={day} />
        <ItemForm
          kind={kind}
          item={draftOf(item)}
          save={(to) => change(item, { ...to, struck: false })}
          strike={() => change(item, { ...draftOf(item), struck: true })}
          close={() => {
            setChanging(false);
          }}
        />
      </li>
    );
  }
  const error = ticking.error ?? takingBack.error;
  return (
    <li className={`plan-item ${kind}${isStruck ? " struck" : ""}`}>
      <PlanDay day={day} />
      <div className="plan-what">
        <h3>{title}</h3>
        {isStruck ? <p className="soft">{words.say("first.struck")}</p> : null}
        {kind === "check-in" && item.text !== "" ? <p>{item.text}</p> : null}
        {isStruck || (first === "" && seen === "") ? null : (
          <dl>
            {first === "" ? null : <Said label={words.say("first.do")} text={first} />}
            {seen === "" ? null : <Said label={words.say("first.seen")} text={seen} />}
          </dl>
        )}
        {item.lines.length === 0 ? null : (
          <ul className="plan-lines">
            {item.lines.map(({ id, by, text, made_at: madeAt }) => (
              <li key={id}>
                <span className="small quiet">
                  {words.say(by === "hirer" ? "first.line.hirer" : "first.line.starter", {
                    ...{ name: names.starter, organization: names.organization, when: words.time(madeAt) },
                  })}
                </span>
                <p>{text}</p>
              </li>
            ))}
          </ul>
        )}
        <div className="plan-item-acts">
          {isStruck ? null : (
            <>
              <Checkbox
                label={words.say("first.done")}
                aria-label={words.say("first.done.of", { text: `${title}, ${words.weekday(day)}` })}
                checked={doneAt !== null}
                disabled={ticking.isPending}
                onChange={({ currentTarget }) => {
                  ticking.mutate(currentTarget.checked);
                }}
              />
              {doneAt === null ? null : (
                <span className="small quiet">
                  {words.say(doneBy === "starter" ? "first.done.starter" : "first.done.hirer", {
                    ...{ name: names.starter, when: words.time(doneAt) },
                  })}
                </span>
              )}
              <LineForm day={words.weekday(day)} write={(text) => acts.write(item, text)} />
            </>
          )}
          {change === undefined ? null : isStruck ? (
            <Button
              className="plan-quiet"
              variant="transparent"
              loading={takingBack.isPending}
              onClick={() => {
                takingBack.mutate();
              }}
            >
              {words.say("first.take-back")}
            </Button>
          ) : (
            <Button
              className="plan-quiet"
              variant="transparent"
              aria-label={words.say("first.change.of", { text: `${title}, ${words.weekday(day)}` })}
              onClick={() => {
                setChanging(true);
              }}
            >
              {words.say("first.change")}
            </Button>
          )}
        </div>
        {error === null ? null : (
          <p className="refused" role="alert">
            {toldOf(error, words)}
          </p>
        )}
      </div>
    </li>
  );
}

function draftOf({ on_day, text, first, seen }: PlanItem) {
  return { on_day, text, first, seen };
}

function PlanDay({ day }: { readonly day: string }) {
  const words = useWords();
  return (
    <time className="plan-day" dateTime={day}>
      {words.weekday(day)}
    </time>
  );
}

function Said({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text}</dd>
    </div>
  );
}
