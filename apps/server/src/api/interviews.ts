import { answerMarks, explainedHow, points } from "@assay/hiring";
import { ratingSubjects } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { withoutEvidence } from "../judgement/without-evidence.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, maybeLine, moment, type Api } from "./route.ts";

const note = z
  .object({ place: z.string(), text: z.string(), choice: z.string(), version: z.number().int(), changed_at: moment })
  .meta({ id: "InterviewNote" });

/** What may be chosen at each kind of place, besides nothing. */
const choicesAt: readonly (readonly [RegExp, readonly string[]])[] = [
  [new RegExp(`^(${ratingSubjects.join("|")})$`), points.map(String)],
  [/^check\.[a-z0-9-]{1,100}$/, answerMarks],
  [/^their-questions$/, []],
  [/^explanations$/, explainedHow],
];

/** The talk with a candidate: what to ask, and what each person noted. */
export function interviewRoutes(api: Api, parts: Parts): void {
  const { applications, evaluations, interviewNotes } = parts;

  api.get(
    "/applications/:application/interview",
    {
      config: { access: "read" },
      schema: {
        params: z.object({ application: id }),
        summary: "One's notes, others' once both have rated, and the newest result as questions need it",
        response: {
          200: z.object({
            mine: z.array(note).readonly(),
            others: z
              .array(note.extend({ person: z.string() }))
              .readonly()
              .nullable(),
            /** Reading it here does not count as opening the report. */
            result: z.looseObject({ version: z.number() }).nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { organization, id: person } = memberOf(request);
      const card = found((await applications.cards(organization, { id: request.params.application }))[0], "candidate");
      const notes = await interviewNotes.seenBy(person, card.id);
      if (card.evaluation?.state !== "done") return { ...notes, result: null };
      const row = found(await evaluations.find(card.evaluation.id, organization), "evaluation");
      return { ...notes, result: { ...withoutEvidence(await parts.standing.of(row), card.name) } };
    },
  );

  api.put(
    "/applications/:application/interview/:place",
    {
      config: { access: "review" },
      schema: {
        params: z.object({ application: id, place: z.string().max(110) }),
        summary: "Keeps what one noted at one place; `seen` is the version before it, 0 for none",
        body: z.object({
          text: maybeLine(10_000),
          choice: z.string().max(20),
          seen: z.number().int().min(0).max(2_147_483_647),
        }),
        response: { 200: note },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { application: named, place } = request.params;
      const { id: application } = found(await applications.find(named, organization), "candidate");
      const { choice } = request.body;
      const [, choices] = found(
        choicesAt.find(([pattern]) => pattern.test(place)),
        "place in the interview",
      );
      if (choice !== "" && !choices.includes(choice)) {
        const allowed = choices.length === 0 ? "must be empty here" : `must be one of: ${choices.join(", ")}`;
        throw new Problem("not-valid", `The choice ${allowed}.`, [{ path: "choice", message: allowed }]);
      }
      const kept = await interviewNotes.keep(application, { organization, by, place, ...request.body });
      if (kept === undefined) {
        throw new Problem("not-now", "Another window of yours wrote here meanwhile. Read that first, then keep both.");
      }
      return kept;
    },
  );
}
