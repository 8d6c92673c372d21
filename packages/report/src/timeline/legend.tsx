import type { ReactNode } from "react";
import type { Words } from "../words/words.ts";
import { Patterns } from "./timeline.tsx";

export interface Key {
  readonly name: string;
  /** What stands for it, in 26 × 14 pixels. */
  readonly sample: ReactNode;
  readonly text: string;
}

/** What stands for what. `id`: of the `Patterns` that the samples refer to. */
export function keysOf(id: string, words: Words): readonly Key[] {
  return [
    {
      name: "answered",
      sample: (
        <>
          <rect width="26" height="14" className="answered" />
          <path d="M0 .75H26" className="edge" />
        </>
      ),
      text: words.say("legend.answered"),
    },
    {
      name: "put-off",
      sample: <rect width="26" height="14" fill={`url(#${id}-put-off)`} />,
      text: words.say("legend.put-off"),
    },
    {
      name: "failed",
      sample: <rect width="26" height="14" fill={`url(#${id}-failed)`} />,
      text: words.say("legend.failed"),
    },
    {
      name: "wait",
      sample: (
        <>
          <rect width="26" height="14" className="band" />
          <path d="M0 12H26" className="half" />
        </>
      ),
      text: words.say("legend.wait"),
    },
    {
      name: "incident",
      sample: (
        <>
          <rect width="26" height="14" className="span" />
          <path d="M.5 0V14" className="start" />
        </>
      ),
      text: words.say("legend.incident"),
    },
  ];
}

/** Where rows are compared, less is drawn, and the limit has no room beside its line. */
export function comparedKeysOf(id: string, limitMs: number, words: Words): readonly Key[] {
  return [
    ...keysOf(id, words),
    {
      name: "limit",
      sample: <path d="M0 7H26" className="limit" />,
      text: words.say("legend.limit", { time: words.short(limitMs) }),
    },
  ];
}

/** Above the picture. Those who do not see the picture need no key to it. */
export function Legend({ id, keys }: { id: string; keys: readonly Key[] }) {
  return (
    <div className="legend" aria-hidden="true">
      {keys.map(({ name, sample, text }, at) => (
        <span key={name}>
          <svg className="timeline sample" viewBox="0 0 26 14">
            {at === 0 ? <Patterns id={id} /> : null}
            {sample}
          </svg>
          {text}
        </span>
      ))}
    </div>
  );
}
