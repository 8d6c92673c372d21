import { digestOf } from "@assay/store";
import type { DBAdapter, DBTransactionAdapter, Where } from "better-auth/adapters";

type Adapter = DBAdapter;
type Row = Readonly<Record<string, unknown>>;

/**
 * Stores the digest of each session's token where better-auth would store the token: a copy of the database opens no
 * session. A session that is looked up by its token comes back with the token; in every other way, with the digest, which
 * opens nothing.
 */
export function hashSessionTokens(adapter: Adapter): Adapter {
  return {
    ...hashing(adapter),
    transaction: (act) => adapter.transaction((inner) => act(hashing(inner))),
  };
}

function hashing(adapter: DBTransactionAdapter): DBTransactionAdapter {
  return {
    ...adapter,
    async create<T extends Record<string, unknown>, R = T>(query: Parameters<typeof adapter.create<T, R>>[0]) {
      const token: unknown = query.model === "session" ? (query.data as Row)["token"] : undefined;
      if (typeof token !== "string") return adapter.create<T, R>(query);
      return withToken(
        await adapter.create<T, R>({ ...query, data: { ...query.data, token: digestOf(token) } }),
        token,
      );
    },
    async findOne<T>(query: Parameters<Adapter["findOne"]>[0]) {
      const { where, token } = hashed(query.model, query.where);
      return withToken(await adapter.findOne<T>({ ...query, where }), token);
    },
    findMany: (query) =>
      adapter.findMany(query.where === undefined ? query : { ...query, where: hashed(query.model, query.where).where }),
    count: (query) =>
      adapter.count(query.where === undefined ? query : { ...query, where: hashed(query.model, query.where).where }),
    async update<T>(query: Parameters<Adapter["update"]>[0]) {
      const { where, token } = hashed(query.model, query.where);
      const { token: _unchanged, ...changes } = query.update;
      const update = query.model === "session" ? changes : query.update;
      return withToken(await adapter.update<T>({ ...query, where, update }), token);
    },
    updateMany: (query) => adapter.updateMany({ ...query, where: hashed(query.model, query.where).where }),
    delete: (query) => adapter.delete({ ...query, where: hashed(query.model, query.where).where }),
    deleteMany: (query) => adapter.deleteMany({ ...query, where: hashed(query.model, query.where).where }),
    async consumeOne<T>(query: Parameters<Adapter["consumeOne"]>[0]) {
      const { where, token } = hashed(query.model, query.where);
      return withToken(await adapter.consumeOne<T>({ ...query, where }), token);
    },
  };
}

/** What is asked for by token, by its digest; and the token, where there is one. */
function hashed(model: string, where: readonly Where[]): { readonly where: Where[]; readonly token?: string } {
  if (model !== "session") return { where: [...where] };
  let token: string | undefined;
  const byDigest = where.map((condition): Where => {
    if (condition.field !== "token") return condition;
    const { value } = condition;
    if (typeof value === "string") {
      token = value;
      return { ...condition, value: digestOf(value) };
    }
    return Array.isArray(value) ? { ...condition, value: value.map((each) => digestOf(String(each))) } : condition;
  });
  return { where: byDigest, ...(token === undefined ? {} : { token }) };
}

function withToken<T>(row: T, token: string | undefined): T {
  return row === null || token === undefined ? row : { ...row, token };
}
