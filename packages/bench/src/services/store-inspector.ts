import type { OpenInspector } from "./open-inspector.ts";

/** The inspector of a store that a submission uses beside its database. */
export type StoreInspector = Pick<
  OpenInspector,
  "find" | "countMentions" | "rows" | "written" | "moveBack" | "takeHidden" | "close"
>;

/** One inspector for all that a submission keeps: what is sought in its database is sought in its other stores too. */
export function withStores(database: OpenInspector, stores: readonly StoreInspector[]): OpenInspector {
  return stores.reduce(withStore, database);
}

function withStore(database: OpenInspector, store: StoreInspector): OpenInspector {
  return {
    ...database,
    find: async (text, options) => [...(await database.find(text, options)), ...(await store.find(text))],
    countMentions: async (text) => ({ ...(await database.countMentions(text)), ...(await store.countMentions(text)) }),
    rows: async () => [...(await database.rows()), ...(await store.rows())],
    async written(act) {
      const inStore = await store.written(() => database.written(act));
      return { result: inStore.result.result, rows: [...inStore.result.rows, ...inStore.rows] };
    },
    // Each knows its own rows by their names.
    async moveBack(rows, milliseconds) {
      const inDatabase = await database.moveBack(rows, milliseconds);
      const inStore = await store.moveBack(rows, milliseconds);
      return { moved: inDatabase.moved + inStore.moved };
    },
    takeHidden: () => [...database.takeHidden(), ...store.takeHidden()],
    async close() {
      await Promise.all([database.close(), store.close()]);
    },
  };
}
