/** Of people side by side. */
export const enComparePage = {
  "compare.title": "Side by side",
  "compare.choose": "Whom do you want to compare?",
  "compare.choose.text":
    "Choose two to five. They stand side by side in the order of their code names, not of their results.",
  "compare.choose.none": "There are not yet two reports in this role. Come back when there are.",
  "compare.choose.do": "Put them side by side",
  "compare.role": "{role}. {day}",
  "compare.heading": "{count, plural, =2 {Two} =3 {Three} =4 {Four} =5 {Five} other {#}} pieces of work, side by side",
  "compare.order": "The order is fixed, by code name. It says nothing about who did better.",
  "compare.order.tried":
    "All were tried with the same {checks, plural, one {check} other {# checks}} ({challenge}) on the same kind of machine.",
  "compare.blind":
    "You see code names only until you have rated all of them. So a name can’t sway you. {names, plural, one {One is} other {# are}} still to rate.",
  "compare.rate": "Rate {name}",
  "compare.not": "They can’t be compared as they are",
  "compare.not.again": "{count, plural, one {Run it again} other {Run these # again}}",
  "compare.not.text":
    "{count, plural, =0 {Wait until there is a report of each.} one {One has to be run again: {names}. The code stays as it was sent.} other {These have to be run again: {names}. The code stays as it was sent.}}",
  "compare.not.asked": "It is asked for. Come back once the reports are there.",
  "compare.read": "Read them one by one",
  "compare.told": "What we were told",
  "compare.told.text":
    "Not measured, so kept apart from what was. Stars stand as the site shows them, with how many they rest on.",
  "compare.told.source": "Came from",
  "compare.told.nothing": "Nothing was said",
  "compare.thought": "What people thought",
  "compare.thought.text":
    "Your ratings, kept apart from the tests and never mixed with them. 1 is weak, 5 is strong. Each rated before seeing what the others said.",
  "compare.thought.mine": "You",
  "compare.thought.none": "Not rated",
  "compare.thought.hidden": "You have not rated yet",
  "compare.thought.range": "from {low} to {high}",
  "compare.thought.both": "{count, plural, one {{point}} other {all {point}}}",
  "compare.thought.first": "Rate first. Then you see what others think.",
  "compare.thought.table": "Ratings",
  "compare.decision.text":
    "Assay does not choose, and nothing here is sorted by result. What weighs most is yours to say.",
  "compare.opened": "{count, plural, =2 {You opened both reports} other {You opened all # reports}}",
  "compare.open": "Open the report of {name}",
  "compare.rated": "You rated all of them",
  "compare.unrated": "You have not rated all of them",
  "compare.reason": "Your reason, in words",
  "compare.offer": "Offer to {name}",
  "compare.fix": "Ask for one fix, then look again",
  "compare.fix.whom": "Whom do you ask?",
  "compare.none": "None of them",
  "compare.decided": "{name}: {choice}. {person}, {when}",
  "compare.skip-names": "Candidates",
} as const satisfies Record<string, string>;
