import type { MadeAt } from "./columns.ts";

/** Who asked to see a name before they had rated. */
export interface NameOpeningTable {
  readonly application_id: string;
  readonly person_id: string;
  readonly made_at: MadeAt;
}

/** A name, an email or an account by which somebody's own work calls them. */
export interface ApplicationAliasTable {
  readonly application_id: string;
  readonly alias: string;
  readonly made_at: MadeAt;
}

export interface BlindTables {
  readonly name_opening: NameOpeningTable;
  readonly application_alias: ApplicationAliasTable;
}
