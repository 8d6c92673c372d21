import { createReadStream } from "node:fs";
import { setTimeout as passed } from "node:timers/promises";
import { hostOf, outsideUrlProblem } from "@assay/bench/addresses";
import { AssayError } from "@assay/bench/errors";
import {
  isLeftOut,
  makeTemporaryFolder,
  nameOfAddress,
  receiveLimits,
  removeTemporaryFolder,
} from "@assay/bench/evaluation";
import { fetchOutside, NotFetched } from "@assay/bench/git";
import { accountsIn, tidy } from "@assay/hiring";
import { followUpOf, namedIn } from "@assay/store";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import { packing } from "../git/turns.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { evaluation } from "./evaluations.ts";
import { id, type Api } from "./route.ts";

const notFetched =
  "Check that the address opens in a browser, that anyone can read it, and that it has the branch or commit after “#”.";

/** No refusal comes sooner: how quickly one comes would tell a closed port from an open one. Milliseconds. */
const soonestRefusal = 10_000;

/** Hands in what lies in a repository somewhere, on a candidate's behalf. */
export function gitSubmissionRoutes(api: Api, parts: Parts): void {
  const { applications, roles, submissions, evaluations, hiddenNames, operation } = parts;
  api.post(
    "/applications/:application/submissions/from-git",
    {
      config: { access: "recruit", rateLimit: { max: 20, timeWindow: "1 minute" } },
      schema: {
        params: z.object({ application: id }),
        summary: "Brings a repository here, packs its newest commit and has it evaluated",
        body: z.object({
          address: z.string().min(1).max(2_000),
          for: z.enum(["first", "follow-up"]).default("first"),
        }),
        response: { 201: evaluation },
      },
    },
    async (request, reply) => {
      const { organization, id: by } = memberOf(request);
      const { address } = request.body;
      const card = found(await applications.find(request.params.application, organization), "candidate");
      const role = found(await roles.find(card.role_id, organization), "role");
      const followUp = request.body.for === "first" ? undefined : (followUpOf(card, role) ?? undefined);
      if (request.body.for === "follow-up" && followUp === undefined) {
        throw new Problem("not-now", "Ask for the follow-up change first.");
      }
      const url = outsideUrlOf(address, operation.privateAddresses);
      const signal = whileAwaited(reply);
      const name = nameOfAddress(url.pathname);
      const folder = await makeTemporaryFolder();
      try {
        const { archive, repository, commit } = await orRefused(request, url, () =>
          packing.take(card.role_id, signal, () =>
            fetchOutside(
              url,
              { folder, name },
              { privateAllowed: operation.privateAddresses, limits: receiveLimits, isLeftOut, signal },
            ),
          ),
        );
        const { id: submission } = await submissions.keep(
          {
            ...{ organization, application: card.id, name: `${name}.tar.gz`, kind: "final", commit },
            followUp,
          },
          createReadStream(archive),
          by,
        );
        const authors = await namedIn(repository);
        await hiddenNames.learn(submission, tidy([...authors, ...accountsIn(address)]));
        const asked = await evaluations.ask({ organization, submission, challenge: role.challenge, followUp }, by);
        const row = found(await evaluations.find(asked, organization), "evaluation");
        return await reply.code(201).send(row);
      } finally {
        await removeTemporaryFolder(folder);
      }
    },
  );
}

/** @throws Problem */
function outsideUrlOf(address: string, privateAllowed: boolean): URL {
  const url = address.includes("\0") ? null : URL.parse(address);
  let problem: string | undefined = "must start with https://";
  if (url?.protocol === "https:") {
    problem = outsideUrlProblem(url, { privateAllowed });
    if (problem === undefined) return url;
  }
  throw new Problem("not-valid", `The address ${problem}.`, [{ path: "address", message: problem }]);
}

/** Aborted when the client leaves without the answer. */
function whileAwaited({ raw }: FastifyReply): AbortSignal {
  const leaving = new AbortController();
  raw.once("close", () => {
    if (!raw.writableFinished) leaving.abort();
  });
  return leaving.signal;
}

/** Every reason why nothing came is one and the same for people; the operator's log has it. @throws Problem */
async function orRefused<T>(request: FastifyRequest, url: URL, fetching: () => Promise<T>): Promise<T> {
  const soonest = passed(soonestRefusal, undefined, { ref: false });
  try {
    return await fetching();
  } catch (error) {
    if (error instanceof AssayError && error.by === "submission") {
      throw new Problem("too-large", `${error.message} ${error.whatToDo}`);
    }
    if (!(error instanceof NotFetched)) throw error;
    request.log.warn({ host: hostOf(url), reason: error.message }, "a repository could not be fetched");
    await soonest;
    throw new Problem("not-fetched", notFetched, [{ path: "address", message: "could not be fetched" }]);
  }
}
