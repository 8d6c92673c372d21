import { makeToken, type Database } from "@assay/store";

const goodFor = 7 * 24 * 3_600_000;

/**
 * A way in for the first person, once; those that were printed before are void. Undefined once there is an owner.
 * Makes the organization where there is none.
 */
export async function ownerLink(database: Database, url: string): Promise<string | undefined> {
  const owner = await database
    .selectFrom("member")
    .select("id")
    .where("role", "=", "owner")
    .limit(1)
    .executeTakeFirst();
  if (owner !== undefined) return undefined;
  const { token, digest } = makeToken();
  await database.transaction().execute(async (transaction) => {
    const there = await transaction.selectFrom("organization").select("id").limit(1).executeTakeFirst();
    const { id } =
      there ??
      (await transaction.insertInto("organization").values({ name: "" }).returning("id").executeTakeFirstOrThrow());
    await transaction.deleteFrom("verification").where("identifier", "like", "owner-link:%").execute();
    await transaction
      .insertInto("verification")
      .values({ identifier: `owner-link:${digest}`, value: id, expiresAt: new Date(Date.now() + goodFor) })
      .execute();
  });
  return `${url}/welcome#${token}`;
}
