import type { PlanItem } from "../api/after.ts";
import type { PlanTimes } from "./times-form.tsx";

/** What can be done with a plan. Each resolves once the plan on the page is the new one. */
export interface PlanActs {
  readonly tick: (item: PlanItem, isDone: boolean) => Promise<void>;
  readonly write: (item: PlanItem, text: string) => Promise<void>;
  readonly takeCalendar: () => Promise<void>;
  /** Undefined for whom it is read, ticked and written to alone. */
  readonly change?: (item: PlanItem, to: ItemDraft & { readonly struck: boolean }) => Promise<void>;
  readonly setTimes?: (times: PlanTimes) => Promise<void>;
  readonly add?: (kind: PlanItem["kind"], item: ItemDraft) => Promise<void>;
}

export interface ItemDraft {
  readonly on_day: string;
  readonly text: string;
  readonly first: string;
  readonly seen: string;
}
