import type { ColumnType } from "kysely";

/** Set by the database when the row is made. */
export type MadeAt = ColumnType<Date, never, never>;
export type Moment = ColumnType<Date, Date | string, Date | string>;
export type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;
export type MaybeMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

/** Read as what it is, written as text. */
export type Json<T> = null extends T
  ? ColumnType<T, string | null | undefined, string | null>
  : ColumnType<T, string, string>;
