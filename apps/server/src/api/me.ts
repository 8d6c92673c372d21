import { sql } from "kysely";
import { z } from "zod";
import { accesses, digestOf, record } from "@assay/store";
import { memberOf } from "../access/identify.ts";
import { assertUncommon } from "../auth/common-passwords.ts";
import { makeAccount } from "../auth/auth.ts";
import type { Parts } from "../parts.ts";
import { makeDemo } from "../demo/demo.ts";
import { Problem } from "../problems/problem.ts";
import { whereOf } from "../where.ts";
import { email, id, line, type Api } from "./route.ts";

/** Who I am, where Assay runs, and the first person's way in. */
export function meRoutes(api: Api, parts: Parts): void {
  const { database, auth, url, mailer } = parts;
  api.get(
    "/me",
    {
      config: { access: "read" },
      schema: {
        response: {
          200: z.object({
            person: z.object({ id, name: z.string(), email: z.string() }),
            organization: z.object({ id, name: z.string() }),
            access: z.enum(accesses),
            where: z.object({ url: z.string(), reach: z.enum(["this-machine", "this-network", "everywhere"]) }),
            sends_mail: z.boolean(),
          }),
        },
      },
    },
    async (request) => {
      const { organization, access, ...person } = memberOf(request);
      const { name } = await database
        .selectFrom("organization")
        .select("name")
        .where("id", "=", organization)
        .executeTakeFirstOrThrow();
      return {
        person: { id: person.id, name: person.name, email: person.email },
        organization: { id: organization, name },
        access,
        where: whereOf(url),
        sends_mail: mailer.sends,
      };
    },
  );

  api.get(
    "/password-reset",
    {
      config: { access: "anybody" },
      schema: {
        summary: "Where the link for a new password goes: by mail, or into what the server prints",
        response: { 200: z.object({ link_goes: z.enum(["by-mail", "where-it-runs"]) }) },
      },
    },
    () => ({ link_goes: mailer.sends ? ("by-mail" as const) : ("where-it-runs" as const) }),
  );

  api.post(
    "/welcome",
    {
      config: { access: "anybody", rateLimit: { max: 20, timeWindow: "1 minute" } },
      schema: {
        summary: "The first person's way in: makes the owner, once, with the link that the server printed",
        body: z.object({
          token: z.string().min(20).max(100),
          name: line(120),
          email,
          password: z.string().min(10, "must have at least 10 characters").max(128),
          organization: line(120),
        }),
        response: { 201: z.object({ email: z.string() }) },
      },
    },
    async (request, reply) => {
      const { token, name, password, organization } = request.body;
      const address = request.body.email.toLowerCase();
      if ((await (await auth.$context).internalAdapter.findUserByEmail(address)) !== null) {
        throw new Problem("not-valid", "This email has an account already. Log in with it, or take another.", [
          { path: "email", message: "has an account already" },
        ]);
      }
      await assertUncommon(password, [address, name, organization], "password");
      // Taken first: of two at once, one finds nothing.
      const taken = await database
        .deleteFrom("verification")
        .where("identifier", "=", `owner-link:${digestOf(token)}`)
        .where("expiresAt", ">", sql<Date>`now()`)
        .returning("value")
        .executeTakeFirst();
      if (taken === undefined) {
        throw new Problem(
          "link-not-valid",
          "It was used already, or is old. Start Assay again for a new one, or log in.",
        );
      }
      const person = await makeAccount(auth, { name, email: address, password });
      await database.transaction().execute(async (transaction) => {
        await transaction
          .updateTable("organization")
          .set({ name: organization })
          .where("id", "=", taken.value)
          .execute();
        await transaction
          .insertInto("member")
          .values({ organizationId: taken.value, userId: person, role: "owner" })
          .execute();
        await record(transaction, {
          organization: taken.value,
          by: person,
          action: "organization.owned",
          subject: person,
        });
      });
      await makeDemo(parts, taken.value);
      return reply.code(201).send({ email: address });
    },
  );
}
