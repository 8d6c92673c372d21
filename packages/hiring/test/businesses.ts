import type { NeedAnswers, NeedReason, NeedWhen } from "../src/index.ts";

/** Somebody's business as they would tell it, what they would tap, and what they should hear. */
export interface Business {
  readonly told: string;
  readonly answers: NeedAnswers;
  readonly when: NeedWhen;
  /** One at least of the reasons that they should hear. */
  readonly because: NeedReason;
}

const none: NeedAnswers = {
  ...{ "log-ins": "nobody", profiles: "none", payments: "none", chat: "no", uploads: "no", forms: "no" },
  ...{ data: "nuisance", systems: "none", automation: "none", visitors: "few", hurts: "nothing", ready: "no-date" },
};
const business = (told: string, when: NeedWhen, because: NeedReason, answers: NeedAnswers): Business => ({
  ...{ told, when, because, answers: { ...none, ...answers } },
});

export const businesses: readonly Business[] = [
  business("A plumber wants one page with a phone number.", "not-yet", "kind.site", { kind: "site" }),
  business("A restaurant shows its menu, and guests may write to it.", "not-yet", "forms.simple", {
    ...{ kind: "site", forms: "simple" },
  }),
  business("A potter sells twenty cups a week by card.", "not-yet", "payments.ready-made", {
    ...{ kind: "shop", payments: "ready-made", profiles: "basics" },
  }),
  business("A hairdresser wants people to book a chair, and to be reminded.", "not-yet", "automation.simple", {
    ...{ kind: "bookings", automation: "simple" },
  }),
  business("A photographer gets pictures from couples by a form.", "not-yet", "uploads.to-us", {
    ...{ kind: "site", uploads: "to-us", forms: "simple" },
  }),
  business("A village club wants a place to talk, and has tried nothing yet.", "not-yet", "kind.community", {
    ...{ kind: "community", chat: "yes" },
  }),
  business("Five colleagues want to stop mailing a list around.", "not-yet", "kind.team", {
    ...{ kind: "team", "log-ins": "team" },
  }),
  business("A dog trainer has an idea for an app, and no users.", "not-yet", "kind.app", { kind: "app" }),
  business("A bakery’s site should fill its mail list.", "not-yet", "systems.common", {
    ...{ kind: "site", systems: "common", forms: "simple" },
  }),
  business("A museum’s pages are slow, and that is all.", "not-yet", "kind.site", { kind: "site", hurts: "slow" }),
  business("Somebody has an idea that is no shop and no site, and knows little more.", "not-yet", "nothing", {
    kind: "other",
  }),
  business("An artist has something of their own in mind, with a log-in for themselves.", "not-yet", "little", {
    ...{ kind: "other", "log-ins": "team" },
  }),
  business("A shop for tea, with accounts, on a ready-made shop, wants it by spring.", "not-yet", "kind.shop", {
    ...{ kind: "shop", "log-ins": "customers", payments: "ready-made", ready: "quarter" },
  }),
  business("A plain shop for tea: cards, accounts, a list of orders; nothing hurts.", "not-yet", "comes-with-shop", {
    ...{ kind: "shop", "log-ins": "customers", profiles: "basics", payments: "ready-made", forms: "simple" },
    data: "costly",
  }),
  business("The same shop, whose pages are slow, and it is looked at by thousands.", "soon", "log-ins.customers", {
    ...{ kind: "shop", "log-ins": "customers", profiles: "basics", payments: "ready-made", forms: "simple" },
    ...{ visitors: "thousands", hurts: "slow" },
  }),
  business("A gym wants members to log in and see what they paid.", "soon", "log-ins.customers", {
    ...{ kind: "bookings", "log-ins": "customers", profiles: "basics", payments: "ready-made" },
  }),
  business("A charity keeps the stories of people whom it helped.", "soon", "profiles.private", {
    ...{ kind: "team", "log-ins": "team", profiles: "private" },
  }),
  business(
    "A window maker wants visitors to reckon a price in ten steps, from what is in stock.",
    "soon",
    "forms.long",
    {
      ...{ kind: "shop", forms: "long", automation: "own-rules" },
    },
  ),
  business("A choir of choirs shares scores and recordings, and writes to each other.", "soon", "uploads.to-others", {
    ...{ kind: "community", uploads: "to-others", chat: "yes" },
  }),
  business("A wholesaler joins stock, books and the shop, some day.", "soon", "systems.several", {
    ...{ kind: "team", systems: "several", data: "costly" },
  }),
  business("A news site for a region, read by thousands, with comments by members.", "soon", "visitors.thousands", {
    ...{ kind: "site", "log-ins": "customers", visitors: "thousands", chat: "yes" },
  }),
  business("A language school lets pupils log in; a new site within a year.", "soon", "ready.year", {
    ...{ kind: "bookings", "log-ins": "customers", profiles: "basics", data: "costly", ready: "year" },
  }),
  business("A clinic takes notes about patients, and must be ready in spring.", "now", "profiles.private", {
    ...{ kind: "bookings", "log-ins": "customers", profiles: "private", data: "never", ready: "quarter" },
  }),
  business("A market place for used bicycles holds the money until both agree.", "now", "payments.own", {
    ...{ kind: "shop", "log-ins": "customers", profiles: "basics", payments: "own", uploads: "to-others" },
    ...{ chat: "yes", data: "costly", ready: "quarter" },
  }),
  business("A shop with payments of its own has lost two orders this week.", "now", "hurts.broken", {
    ...{ kind: "shop", "log-ins": "customers", profiles: "basics", payments: "own", data: "costly", hurts: "broken" },
  }),
  business("A members’ site was broken into next door; they worry.", "now", "hurts.security", {
    ...{ kind: "community", "log-ins": "customers", profiles: "basics", hurts: "security" },
  }),
  business("A ticket seller falls over each time a sale starts.", "now", "visitors.crowds", {
    ...{ kind: "bookings", payments: "own", visitors: "crowds", hurts: "several" },
  }),
  business("A delivery firm plans routes by its own rules, with a date within a year.", "now", "automation.own-rules", {
    ...{
      kind: "team",
      "log-ins": "team",
      systems: "several",
      automation: "own-rules",
      data: "never",
      ready: "year",
    },
  }),
  business("A data-heavy tool is slow, and the contract says by summer.", "now", "hurts.slow", {
    ...{ kind: "team", "log-ins": "team", data: "never", hurts: "slow", ready: "quarter" },
  }),
  business("A meter app splits each bill among flats, and has to be out this quarter.", "now", "ready.quarter", {
    ...{ kind: "app", "log-ins": "customers", payments: "own", ready: "quarter" },
  }),
];
