import type { Words } from "../words/words.tsx";

/** "0.3 s", "49 s", "2 min 5 s". */
export function tookOf(milliseconds: number, words: Words): string {
  const seconds = Math.max(0, milliseconds / 1_000);
  if (seconds < 10) return words.say("time.seconds", { seconds: words.number(Math.round(seconds * 10) / 10) });
  const whole = Math.round(seconds);
  if (whole < 60) return words.say("time.seconds", { seconds: words.number(whole) });
  return words.say("time.minutes", {
    minutes: words.number(Math.floor(whole / 60)),
    seconds: words.number(whole % 60),
  });
}
