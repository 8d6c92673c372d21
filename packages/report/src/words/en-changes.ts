/** What changed since last time, for whoever works on the project. */
export const enChanges = {
  "changes.title": "What changed since last time",
  "changes.nothing": "Nothing changed since last time.",
  "changes.counts":
    "{failing, plural, =0 {Nothing new fails} one {One check newly fails} other {# checks newly fail}}, {passing, plural, =0 {nothing new passes} one {one newly passes} other {# newly pass}}, {still, plural, =0 {nothing else fails} one {one still fails} other {# still fail}}.",
  "changes.stopped": "It ran last time. This time it could not be run.",
  "changes.not": "It can’t be held against last time: {why}.",
  "changes.not.now": "this time it could not be run",
  "changes.not.before": "last time it could not be run",
  "changes.newly-failing": "Newly failing",
  "changes.newly-passing": "Newly passing",
  "changes.still-failing": "Still failing",
  "changes.not-comparable": "Can’t be compared",
  "changes.still-passing": "{count, plural, one {One check passes as before.} other {# checks pass as before.}}",
  "changes.why.first-asked": "not asked last time",
  "changes.why.no-longer-asked": "not asked this time",
  "changes.why.unclear-before": "no clear answer last time",
  "changes.why.unclear-now": "no clear answer this time",
  "changes.why.other-machine": "timed on another kind of machine",
  "changes.item": "{title} ({severity})",
  "changes.item.why": "{title}: {why}, {outcome} now",
  "changes.item.gone": "{title}: {why}",
} as const satisfies Readonly<Record<string, string>>;
