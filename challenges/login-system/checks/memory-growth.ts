import { defineCheck, fail, notApplicable, notEstablished, pass, type Person } from "@assay/bench";
import { arriveInTurn } from "../actions.ts";

const megabyte = 1024 * 1024;
const limit = 1024 * megabyte;
const people = 8;
/** Each asks again as soon as it has its answer. */
const lanes = 16;
/** Milliseconds. */
const warmUp = 4_000;
const span = 2_000;
/** A program fills the memory that it has been given before it tidies up: one that grows is watched for longer. */
const mostSpans = 30;
/** It has found its size when so many brought it no higher than by a step. */
const settlesIn = 4;
const step = 16 * megabyte;
/** A step of what keeps so much of each request: the fuller it is, the slower it gets. */
const slowStep = 2 * megabyte;
const keptOfEach = 4 * 1024;
/** Less than this is the coming and going of any program. */
// Ours, which keeps nothing, rose by 115 MB in 44 s: by 60 at once, then by 1 MB a second until it tidied up.
const coming = 150 * megabyte;

/** Serious: it works in every test and falls over in its first busy night. */
export default defineCheck({
  id: "memory-growth",
  area: "stable",
  severity: "serious",
  kind: "measurement",
  rests: "brief#load",
  ofAnyBackend: true,
  words: {
    title: "Its memory does not keep growing",
    titleWhenFailed: "It needs more and more memory, until it falls over",
    why: "A program that forgets to let go works for an hour and then stops, always at the busiest time.",
    passed:
      "In {seconds} seconds without a pause it answered {asked} requests. Its memory stayed between {least} and {most} MB.",
    failed:
      "{how, select, full {It was asked without a pause, and after {asked} requests its memory was full. It ended.} other {In {seconds} seconds without a pause it answered {asked} requests. Its memory rose all the time, from {least} to {most} MB. At this pace it would be full in {minutes} minutes.}}",
    reasons: {
      jvm: "This language takes its memory beforehand, so its growth says nothing.",
      "no-log-in": "Nobody could log in.",
      "no-memory": "We could not see how much memory the service uses.",
      "not-running": "The service ended meanwhile.",
      "still-rising": "Its memory was still rising when we stopped, but by no more than a good program’s may.",
    },
    ask: {
      question: "What does your program remember of a request when it has been answered?",
      goodAnswer: "Nothing in memory. What must last is in the database, and every cache has a limit.",
      weakAnswer: "I keep a list, but it is small.",
    },
  },
  technical: {
    summary:
      "The least resident memory in each 2 s under requests without a pause: fails when it is 150 MB above the first after a minute in which each 8 s brought 16 MB more (2 MB where it keeps 4 KB of each request), which fills 1 GB within minutes, or when it is full before. Less, of 4 KB of each request, is no pass either while it goes on.",
    cwe: [401, 770],
  },
  needs: ["signUp", "logIn", "whoAmI"],
  cell: { timed: true },
  async gather(world) {
    const { app, edge } = world;
    const { language } = app.project;
    if (language === "java") return { language, asked: 0, memory: [], ended: false, outOfMemory: false };
    const crowd = (await arriveInTurn(world, edge.people(people))).filter(({ credential }) => credential !== undefined);
    let asked = 0;
    let isOver = crowd.length === 0;
    const lane = async (person: Person) => {
      for (let turn = 0; !isOver; turn++) {
        // Strangers come too: what is kept for each of them must be let go.
        if (turn % 4 === 3)
          await edge.request(edge.otherDevice(person), { method: "GET", path: "/", withCredential: false });
        else await app.operate(person, "whoAmI");
        asked++;
      }
    };
    const walking = Array.from({ length: lanes }, (_none, at) => crowd[at % crowd.length]?.person).map((person) =>
      person === undefined ? Promise.resolve() : lane(person),
    );
    const memory: number[] = [];
    if (!isOver) {
      await world.sleep(warmUp);
      asked = 0;
      while (memory.length < mostSpans && !hasSettled(memory, asked) && app.exitOf() === undefined) {
        let least = Infinity;
        const until = world.now() + span;
        while (world.now() < until) {
          least = Math.min(least, await app.memory());
          await world.sleep(50);
        }
        if (app.exitOf() === undefined) memory.push(least);
      }
    }
    isOver = true;
    await Promise.all(walking);
    const exit = app.exitOf();
    const outOfMemory = exit?.outOfMemory === true;
    return { language, asked, memory, ended: exit !== undefined, outOfMemory };
  },
  judge({ language, asked, memory, ended, outOfMemory }) {
    const inMegabytes = memory.map((bytes) => Math.round(bytes / megabyte));
    const exhibits = { details: { megabytes: inMegabytes, asked } };
    if (language === "java") return notApplicable("jvm", exhibits);
    const [first = 0, last = 0] = [memory[0], memory.at(-1)];
    const hasRisen = last - first >= coming;
    // Some programs have a limit of their own below the machine's, and end there.
    if (outOfMemory || (ended && hasRisen)) return fail({ how: "full", asked }, exhibits);
    if (ended) return notEstablished("not-running", exhibits);
    if (memory.length === 0) return notEstablished("no-log-in", exhibits);
    if (first === 0) return notEstablished("no-memory", exhibits);
    const aMillisecond = (last - first) / (span * Math.max(1, memory.length - 1));
    const facts = {
      asked,
      seconds: (span * memory.length) / 1_000,
      least: Math.min(...inMegabytes),
      most: Math.max(...inMegabytes),
      minutes: aMillisecond > 0 ? Math.max(1, Math.round((limit - last) / aMillisecond / 60_000)) : 0,
    };
    if (hasSettled(memory, asked)) return pass(facts, exhibits);
    // A good program's memory may rise so, too, for a minute; only one that never did less is told from it.
    const isSteep = hasRisen && !memory.some((_bytes, at) => hasHardlyRisen(...until(memory, asked, at + 1)));
    return isSteep ? fail({ how: "rising", ...facts }, exhibits) : notEstablished("still-rising", exhibits);
  },
});

type Seen = readonly [memory: readonly number[], asked: number];

/** What had been seen after so many spans: in each, as much was asked. */
function until(memory: readonly number[], asked: number, spans: number): Seen {
  return [memory.slice(0, spans), (asked * spans) / memory.length];
}

/** It is hardly higher, and does not keep a little of each request either, which is a small step where few come. */
function hasSettled(...seen: Seen): boolean {
  return hasHardlyRisen(...seen) && !isKeeping(...seen);
}

/** Whether the last spans brought it hardly higher. */
function hasHardlyRisen(...[memory, asked]: Seen): boolean {
  const before = memory.slice(0, -settlesIn);
  const risen = (memory.at(-1) ?? 0) - (memory[0] ?? 0);
  const hasKept = risen >= coming && risen >= keptOfEach * asked;
  const most = Math.max(...before) + (hasKept ? slowStep : step);
  return before.length > 0 && Math.max(...memory.slice(-settlesIn)) < most;
}

/** Whether it still rises, by so much of each request in the last spans or in all but the first. */
// Memory comes in pieces: of 5.5 KB kept of each of 420 requests, 5 MB in place of 9 were seen in some four spans.
function isKeeping(...[memory, asked]: Seen): boolean {
  const before = Math.max(...memory.slice(0, -settlesIn));
  if (Math.max(...memory.slice(-settlesIn)) < before + slowStep) return false;
  const risenBy = (spans: number) => (memory.at(-1) ?? 0) - (memory.at(-1 - spans) ?? 0);
  const isKept = (spans: number) => risenBy(spans) >= (keptOfEach * asked * spans) / memory.length;
  const sinceFirst = memory.length - 1 - settlesIn;
  return isKept(settlesIn) || (sinceFirst > 0 && isKept(sinceFirst));
}
