/** Letters after a decision. Drafts: what stands in square brackets is for whoever writes. Of the work, never the person. */
export const enLetters = {
  "letters.hello": "Hello {candidate},",
  "letters.from": "Best wishes,\n{sender}\n{organization}",

  "letters.offer.subject": "An offer from {organization}: {role}",
  "letters.offer": "we would like to work with you. {organization} offers you the role of {role}.",
  "letters.offer.strengths": "We looked at your work closely. This is what we would like to rely on:",
  "letters.offer.terms":
    "The offer in short: you start on [the day you start]. It pays [the pay]. Please tell us by [the day by which you need to know].",
  "letters.offer.plan":
    "We made a plan for your first 90 days from what your work showed. It is a draft, and yours to change.",
  "letters.offer.end": "Is there anything you want to ask first? Please write, or call us.",

  "letters.feedback.subject": "{role} at {organization}: what we decided, and what we found",
  "letters.feedback":
    "thank you for your work on “{task}”. We will not go on together for the role of {role}. You gave us your time, so here is what we found.",
  "letters.reason": "[Say in your own words what made the difference.]",
  "letters.strengths": "This held up when we ran it:",
  "letters.strength": "- {title}",
  "letters.findings":
    "{count, plural, one {This did not hold up:} other {These # things did not hold up, the worst first:}}",
  "letters.findings.none": "Of all that we tried, we found nothing that has to be mended.",
  "letters.finding": "{title}. {why}\nWhat we would ask: {question} A good answer: {good}",
  "letters.finding.said":
    "{title}. {person} looked at this by hand. {why}\nWhat we would ask: {question} A good answer: {good}",
  "letters.findings.rest":
    "{count, plural, one {There is one smaller thing more.} other {There are # smaller things more.}} The report has it all.",
  "letters.findings.rest.serious":
    "There are {count} things more. {serious, plural, one {One of them is serious, and the rest smaller.} other {# of them are serious, and the rest smaller.}} The report has it all.",
  "letters.findings.rest.all-serious":
    "{count, plural, one {There is one serious thing more.} other {There are # serious things more.}} The report has it all.",
  "letters.finding.disputed":
    "You told us that this is wrong: “{title}”. We have not answered you yet. Until we do, it does not count.",
  "letters.finding.taken-back":
    "Our test was wrong about this: “{title}”. A person looked at it. It does not count against your work.",
  "letters.report": "The whole report is on your page, at the link that we sent you. If we are wrong, tell us there.",
  "letters.report.by-hand": "Ask us for the whole report if you want it. If we are wrong, tell us.",
  "letters.feedback.end": "This is about one small task, and no more than that. We wish you well.",

  "letters.no.subject": "{role} at {organization}: what we decided",
  "letters.no":
    "thank you for your interest in us, and for your time. We will not go on together for the role of {role}.",
  "letters.no.end": "This says little about what you can do, and nothing about you. We wish you well.",

  "letters.fix.subject": "{role} at {organization}: one thing to fix",
  "letters.fix":
    "thank you for the work that you sent us for the role of {role}. Before we decide, we ask for one fix, and no more.",
  "letters.fix.finding": "What we found: {title}.",
  "letters.fix.why": "Why it matters: {why}",
  "letters.fix.good": "What a good fix has an answer to: {question} A good answer: {good}",
  "letters.fix.own": "[Say what you would like to have changed, and why.]",
  "letters.fix.by":
    "Please hand it in on your page by {by}. If that is too soon, or you see it in another way, just write to us there.",
  "letters.fix.by-hand":
    "Please send it to us by {by}. If that is too soon, or you see it in another way, just write to us.",
  "letters.fix.end": "We run it again as soon as it is there.",
} as const satisfies Record<string, string>;

/** A key of one of these texts. */
export type LettersKey = keyof typeof enLetters;
