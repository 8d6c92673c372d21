import { points, type Competency } from "@assay/hiring";
import { Radio, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useWords } from "../words/words.tsx";

/** The points of a rating, each with what it means. Nothing is chosen beforehand. */
export function Anchors({
  competency,
  label,
  chosen,
  choose,
}: {
  readonly competency: Competency;
  readonly label: string;
  /** Empty for none. */
  readonly chosen: string;
  readonly choose: (point: string) => void;
}) {
  const words = useWords();
  return (
    <Choices
      label={label}
      chosen={chosen}
      choose={choose}
      options={points.map((point) => ({
        value: String(point),
        label: (
          <>
            <b>{words.number(point)}</b> <span>{words.say(`kit.${competency}.anchor.${point}`)}</span>
          </>
        ),
      }))}
    />
  );
}

/** One of a few, or none: what was tapped by mistake can be taken back. */
export function Choices({
  label,
  options,
  chosen,
  choose,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: ReactNode }[];
  readonly chosen: string;
  readonly choose: (value: string) => void;
}) {
  const words = useWords();
  return (
    <div className="tapped">
      <Radio.Group label={label} value={chosen === "" ? null : chosen} onChange={choose}>
        <Stack gap={8} className="choices">
          {options.map((option) => (
            <Radio key={option.value} className="chip" value={option.value} label={option.label} />
          ))}
        </Stack>
      </Radio.Group>
      {chosen === "" ? null : (
        <button
          type="button"
          className="plain take-back"
          onClick={() => {
            choose("");
          }}
        >
          {words.say("interview.take-back")}
        </button>
      )}
    </div>
  );
}
