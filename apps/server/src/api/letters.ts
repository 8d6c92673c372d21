import { choices, letterKinds, letterWays } from "@assay/store";
import { z } from "zod";
import { allows } from "../access/access.ts";
import { memberOf } from "../access/identify.ts";
import { unseenBy } from "../judgement/own-first.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { id, line, maybeMoment, moment, type Api } from "./route.ts";

const ofApplication = z.object({ application: id });

const letter = z
  .object({
    ...{ id, kind: z.enum(letterKinds), subject: z.string(), text: z.string(), person_name: z.string() },
    ...{ made_at: moment, sent_at: maybeMoment, how: z.enum(letterWays).nullable(), decision_id: id.nullable() },
  })
  .meta({ id: "Letter" });

const written = z.object({
  kind: z.enum(letterKinds),
  subject: line(200),
  text: z.string().trim().min(1, "must not be empty").max(20_000),
});

const owed = z
  .object({
    ...{ application: id, name: z.string(), code_name: z.string(), role_id: id, role: z.string() },
    /** What was decided; null while whoever asks has not said what they think. */
    choice: z.enum(choices).nullable(),
    ...{ decided_at: moment, decided_by: z.string(), by_me: z.boolean() },
  })
  .meta({ id: "LetterOwed" });

/** What is written to candidates after a decision: one by one, by a person who has read it. */
export function letterRoutes(api: Api, parts: Parts): void {
  const { applications, letters, mailer } = parts;
  api.get(
    "/letters/owed",
    {
      config: { access: "read" },
      schema: {
        summary:
          "About whom it was decided, and who was not written to since, by role and code name: for who may write to them",
        response: { 200: z.array(owed).readonly() },
      },
    },
    async (request) => {
      const member = memberOf(request);
      if (!allows(member.access, "recruit")) return [];
      const waiting = await letters.owed(member.organization);
      const unseen = await unseenBy(member, { applications: waiting.map(({ application }) => application) }, parts);
      return waiting.map(({ decided_by_id: by, ...one }) => ({
        ...one,
        choice: unseen.get(one.application)?.decision === true ? null : one.choice,
        by_me: by === member.id,
      }));
    },
  );

  api.get(
    "/applications/:application/letters",
    {
      config: { access: "read", tellsDecision: true },
      schema: { params: ofApplication, response: { 200: z.array(letter).readonly() } },
    },
    async (request) => {
      const { organization } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      return letters.of(application);
    },
  );

  api.put(
    "/applications/:application/letter",
    {
      config: { access: "recruit", byName: true, tellsDecision: true },
      schema: {
        params: ofApplication,
        summary: "Keeps a draft, in place of the one before",
        body: written,
        response: { 200: letter },
      },
    },
    async (request) => {
      const { organization, ...by } = memberOf(request);
      const { id: application } = found(await applications.find(request.params.application, organization), "candidate");
      return decidedFirst(await letters.keep(application, { organization, ...request.body, by }));
    },
  );

  api.post(
    "/applications/:application/letter/send",
    {
      config: { access: "recruit", byName: true, tellsDecision: true },
      schema: {
        params: ofApplication,
        summary: "`mail` sends it and puts it into the thread; `by-hand` says that a person has sent it themselves",
        body: written.extend({ how: z.enum(letterWays) }),
        response: { 201: letter },
      },
    },
    async (request, reply) => {
      const { organization, ...by } = memberOf(request);
      const [card] = await applications.cards(organization, { id: request.params.application });
      const { id: application, email } = found(card, "candidate");
      const { how, ...draft } = request.body;
      // Kept first: whatever the mail server says, nothing that was written is lost.
      decidedFirst(await letters.keep(application, { organization, ...draft, by }));
      if (how === "mail") {
        if (!mailer.sends)
          throw new Problem("not-now", "This server sends no mail. Copy the letter and send it yourself.");
        if (email === "")
          throw new Problem("not-now", "There is no email address. Copy the letter and send it yourself.");
        try {
          const { subject, text } = draft;
          await mailer.send({ to: email, replyTo: by.email, kind: "written", facts: { subject, text } });
        } catch (error) {
          request.log.error({ err: error }, "the mail server took no letter");
          throw new Problem(
            "not-now",
            "The mail server did not take it. The letter is kept as a draft: try again, or copy it and send it yourself.",
          );
        }
      }
      return reply.code(201).send(decidedFirst(await letters.send(application, { organization, ...draft, by, how })));
    },
  );

  api.post(
    "/letters/:letter/unmark",
    {
      config: { access: "recruit", tellsDecision: true },
      schema: {
        params: z.object({ letter: id }),
        summary: "What was marked as sent by hand is a draft again",
        response: { 200: letter },
      },
    },
    async (request) => {
      const { organization, id: by } = memberOf(request);
      const { id: marked, how } = found(await letters.find(request.params.letter, organization), "letter");
      if (how === "mail")
        throw new Problem("not-now", "It was sent by mail, and stands in the thread. Write another one.");
      if (how === null) throw new Problem("already-done", "It is a draft already.");
      const row = await letters.unmark(marked, organization, by);
      if (row === undefined) throw new Problem("not-now", "There is another draft by now. Send that one first.");
      return row;
    },
  );
}

function decidedFirst<T>(row: T | undefined): T {
  if (row !== undefined) return row;
  throw new Problem("not-now", "Nothing is decided about this person yet. Decide first, then write.");
}
