import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { AssayError } from "@assay/bench/errors";
import { fetchRepository, makeTemporaryFolder, nameOfAddress, removeTemporaryFolder } from "@assay/bench/evaluation";
import { accountsIn, tidy } from "@assay/hiring";
import { namedIn } from "@assay/store";
import { followUpOf } from "@assay/store";
import { z } from "zod";
import { memberOf } from "../access/identify.ts";
import type { Parts } from "../parts.ts";
import { found, Problem } from "../problems/problem.ts";
import { evaluation } from "./evaluations.ts";
import { largestArchive } from "./receive-upload.ts";
import { id, type Api } from "./route.ts";

const notReachable = "Check that the address opens in a browser, and that anybody may read it.";

/** Hands in what lies in a repository somewhere, on a candidate's behalf. */
export function gitSubmissionRoutes(api: Api, parts: Parts): void {
  const { applications, roles, submissions, evaluations, hiddenNames } = parts;
  api.post(
    "/applications/:application/submissions/from-git",
    {
      config: { access: "recruit", rateLimit: { max: 20, timeWindow: "1 minute" } },
      schema: {
        params: z.object({ application: id }),
        summary: "Brings a repository here, packs its newest commit and has it evaluated",
        body: z.object({
          address: z
            .url({ protocol: /^https$/, error: "must be an address that starts with https://" })
            .max(2_000)
            .refine((address) => !address.includes("\0"), "is no address"),
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
      const folder = await makeTemporaryFolder();
      try {
        const { archive, repository } = await fetchRepository(address, folder).catch(told);
        if ((await stat(archive)).size > largestArchive) {
          throw new Problem("too-large", "What is in the repository is larger than 100 MB.");
        }
        const commit = (await readFile(join(repository, "HEAD"), "utf8")).trim();
        const { id: submission } = await submissions.keep(
          {
            ...{ organization, application: card.id, name: `${nameOfAddress(address)}.tar.gz`, kind: "final", commit },
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

/** In git's own words. @throws Problem */
function told(error: unknown): never {
  const { message } = AssayError.from(error);
  throw new Problem("not-valid", `${message} ${notReachable}`, [{ path: "address", message }]);
}
