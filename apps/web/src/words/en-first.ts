import { enBlind } from "./en-blind.ts";
import { enCandidates } from "./en-candidates.ts";
import { enHiring } from "./en-hiring.ts";
import { enJudgement } from "./en-judgement.ts";

/** The texts that a report and the frame around every page need: loaded at once. */
export const enFirst = {
  brand: "Assay",
  "brand.rest": ": test, not guess",
  skip: "Skip to the page",
  footer: "Assay tests work, not people.",
  "footer.licenses": "Open-source licenses",
  "nav.label": "Pages",
  "nav.roles": "Roles",
  "nav.challenges": "Challenges",
  "nav.need": "Do I need one?",
  "nav.cost": "What will it cost?",
  "nav.settings": "Settings",
  "nav.log-out": "Log out",
  "where.this-machine":
    "Assay runs on this computer, and only this computer can open it. Assay doesn’t find people. It helps you choose.",
  "where.this-network":
    "Assay runs at {url}, and only people in your network can open it. Assay doesn’t find people. It helps you choose.",
  "where.everywhere":
    "Assay runs on your own server, {url}, and only the people you invite can open it. Assay doesn’t find people. It helps you choose.",
  "only-here": "Nobody else can open the link: Assay runs on this computer, and only this computer can open it.",
  "field.email": "Email",
  "field.password": "Password",
  "field.password.help":
    "At least 10 characters, and not one that many people use. Three or four words make a good one.",
  "field.your-name": "Your name",
  "field.company": "Your company",
  "log-in.title": "Log in",
  "log-in.do": "Log in",
  "log-in.wrong": "Email or password is wrong.",
  "log-in.code": "The six digits from your app",
  "log-in.too-many-codes": "Too many wrong codes. Try again in 15 minutes.",
  "log-in.wrong-code": "These digits are not right, or no longer. Use the newest ones.",
  "welcome.title": "Welcome to Assay",
  "welcome.text": "This makes the first account, the owner’s. Later you can invite others.",
  "welcome.do": "Start",
  loading: "One moment …",
  "wrong.title": "That didn’t work",
  "wrong.again": "Try again",
  "wrong.offline":
    "Assay can’t be reached. Check that this computer is online and Assay is running. Nothing you typed is lost.",
  "wrong.new-version": "Assay was updated. Reload the page to go on.",
  "wrong.reload": "Reload page",
  "wrong.ours": "Something went wrong on our side. Please try again. Nothing you typed is lost.",
  "missing.title": "Page not found",
  "missing.text": "The link may be old, or you may not have access.",
  "missing.home": "Go home",
  close: "Close",
  "number.whole": "Type a whole number from {min} to {max}.",
  "number.digits":
    "Type a number from {min} to {max}, with {digits, plural, one {# digit} other {# digits}} after the point at most.",
  "drop.over": "Let go, and it is sent",
  "drop.choose": "Choose a file",
  "drop.sending": "Sending {name}: {percent}",
  "drop.wrong-type": "It must be a .zip or a .tar.gz: pack the folder with the code, without what is installed.",
  "places.role": "Pages of {role}",
  "places.board": "Board",
  "places.add": "Add people",
  "places.edit": "Change",
  "places.post": "Job post",
  "places.candidate": "Pages of {name}",
  "places.work": "Work",
  "places.decide": "Rate and decide",
  ...enBlind,
  ...enCandidates,
  ...enHiring,
  ...enJudgement,
} as const satisfies Record<string, string>;
