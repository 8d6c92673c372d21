import { minutesInAll } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { useWords, type Words } from "../words/words.tsx";
import { pause, readClock, spentInAll, spentOn, start, stopped, type ClockState } from "./clock-state.ts";
import { minutesOfPart, type Part } from "./steps.ts";

/** The time of one part and of the whole call, as text alone. Kept in this browser, so that a reload loses nothing. */
export function Clock({ application, part }: { readonly application: string; readonly part: Part }) {
  const words = useWords();
  const { clock, change, now } = useClock(application, part);
  const isFresh = clock.running === null && Object.keys(clock.spent).length === 0;
  const minutes = minutesOfPart(part);
  const inAll = words.say("clock.in-all", { spent: minutesAndSeconds(spentInAll(clock, now)), minutes: minutesInAll });
  return (
    <div className="clock" role="group" aria-label={words.say("clock.label")}>
      <p role="timer">
        {minutes === undefined ? null : <>{partText(spentOn(clock, part, now), minutes, words)} </>}
        <span className="quiet">{inAll}</span>
      </p>
      <Button
        onClick={() => {
          change((one, at) => (one.running === null ? start(one, part, at) : pause(one, at)));
        }}
      >
        {words.say(isFresh ? "clock.start" : clock.running === null ? "clock.go-on" : "clock.pause")}
      </Button>
      {isFresh || clock.running !== null ? null : (
        <Button
          variant="subtle"
          onClick={() => {
            change(() => stopped);
          }}
        >
          {words.say("clock.reset")}
        </Button>
      )}
    </div>
  );
}

function useClock(application: string, part: Part) {
  const key = `assay.clock.${application}`;
  const [clock, setClock] = useState(() => readClock(localStorage.getItem(key)));
  const [now, setNow] = useState(Date.now);
  const change = useCallback(
    (act: (clock: ClockState, now: number) => ClockState) => {
      setClock((before) => {
        const after = act(before, Date.now());
        localStorage.setItem(key, JSON.stringify(after));
        return after;
      });
      setNow(Date.now());
    },
    [key],
  );
  const isRunning = clock.running !== null;
  const isElsewhere = isRunning && clock.running.part !== part;
  useEffect(() => {
    if (isElsewhere) change((one, at) => start(one, part, at));
  }, [isElsewhere, part, change]);
  useEffect(() => {
    if (!isRunning) return;
    const ticking = setInterval(() => {
      setNow(Date.now());
    }, 1_000);
    return () => {
      clearInterval(ticking);
    };
  }, [isRunning]);
  return { clock, change, now };
}

function partText(spent: number, minutes: number, words: Words): string {
  const left = minutes * 60_000 - spent;
  return left >= 0
    ? words.say("clock.left", { left: minutesAndSeconds(left), minutes })
    : words.say("clock.over", { over: minutesAndSeconds(-left), minutes });
}

/** "4:05". */
function minutesAndSeconds(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
