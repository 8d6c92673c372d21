/** Fairness over time: the owner's switch and counts, and what candidates are asked where it is on. */
export const enFairness = {
  "settings.fairness": "Fairness over time",
  "fairness.text":
    "Do you choose some groups more often than others? With this, candidates can tell what group they are in, if they like. You see counts, and never who said what.",
  "fairness.off": "It is off. Nobody is asked.",
  "fairness.on": "It is on since {day}. {person} turned it on for: {country}.",
  "fairness.was-off": "It is off since {day}. {person} turned it off.",
  "fairness.how": "How it works",
  "fairness.how.asked":
    "Candidates are asked after they hand in, on a page of its own. “Prefer not to say” comes first. Nobody has to answer.",
  "fairness.how.apart":
    "Answers are kept apart from all else. No row names a person. Nobody on your team can see one, and neither can you.",
  "fairness.how.counted":
    "Two weeks after your decision an answer becomes part of a count. Then it is gone. Who was not chosen when a role closed counts as not chosen.",
  "fairness.how.shown":
    "Nothing is shown below {people} people, and no group below {group}. The counts move on only when another {people} people have come together.",
  "fairness.limits": "What it can’t do",
  "fairness.limits.server":
    "Whoever runs the server could, with some work, find out whose answer is whose until it is counted. Choose that person with care.",
  "fairness.limits.small":
    "If all who got an offer are in one group, the counts say so. Then what they said can be guessed.",
  "fairness.limits.silent": "It knows only those who answered. They may differ from those who did not.",
  "fairness.limits.undo": "A decision that you change after two weeks is counted as it was.",
  "fairness.limits.cause": "It can show a gap. It can’t show why there is one.",

  "fairness.country": "Where do you hire?",
  "fairness.country.none": "Choose a country",
  "fairness.country.united-states": "United States",
  "fairness.country.united-kingdom": "United Kingdom",
  "fairness.country.european-union": "A country of the European Union",
  "fairness.country.elsewhere": "Another country",
  "fairness.law": "What the law there says",
  "fairness.law.not-advice": "This is no legal advice.",
  "fairness.law.united-states":
    "You may ask if it is on a form of its own, and plays no part in whom you choose. A letter by lawyers of the EEOC says so. If you ask in some other way, that can be used as proof against you.",
  "fairness.law.united-kingdom":
    "You may keep data on ethnic groups to see if people are treated alike. You may not use it to decide about one person. If somebody asks you in writing to stop, you must. You need a short policy, in writing.",
  "fairness.law.european-union":
    "Data on a person’s ethnic group may not be used at all, but for a few cases. So we ask for gender and age alone, and only those who wish to answer. Your country may say more.",
  "fairness.law.elsewhere":
    "We have not read the law there. Ask somebody who knows it, and do not turn this on before they say yes. We would ask for gender and age alone.",
  "fairness.understood": "I have read this, and we may ask",
  "fairness.understood.lawyer": "Somebody who knows the law there told us that we may ask",
  "fairness.turn-on": "Turn it on",
  "fairness.turn-off": "Turn it off",
  "fairness.forget": "Turn it off, and delete all answers",
  "fairness.forget.only": "Delete all answers",
  "fairness.forget.title": "Delete all answers and counts?",
  "fairness.forget.text":
    "All that candidates said, and all counts made of it, are deleted. You can’t undo this. Nobody is asked any more.",
  "fairness.forget.do": "Delete all of it",
  "fairness.saved.on": "It is on. Who hands in from now on can be asked.",
  "fairness.saved.off": "It is off. Nobody is asked any more.",
  "fairness.saved.forgotten": "It is off, and all that was said is deleted.",

  "fairness.results": "What came together so far",
  "fairness.not-audit": "This is not a bias audit.",
  "fairness.not-audit.text":
    "A small count like this can miss a gap that is there, and show one that chance made. A task of real work can show gaps as large as a test on paper. We never say that ours is free of bias.",
  "fairness.about.rule": "four fifths",
  "fairness.not-enough": "Not enough yet.",
  "fairness.table.group": "Group",
  "fairness.table.selected": "Got an offer",
  "fairness.table.ratio": "Next to the highest",
  "fairness.table.chance": "By chance alone?",
  "fairness.of": "{selected} of {people}, {share}",
  "fairness.highest": "The highest",
  "fairness.ratio": "{ratio} of it",
  "fairness.ratio.below": "{ratio} of it: below four fifths",
  "fairness.no-offers": "No offers yet",
  "fairness.chance": "In {count} of 100 such rounds",
  "fairness.chance.rare": "In fewer than 1 of 100 such rounds",
  "fairness.chance.what":
    "“By chance alone” says how often a gap as unlikely as this one would come about if groups made no difference. It is Fisher’s exact test, with both sides. With more than two groups, one of them looks odd by chance more easily.",

  "fairness.gender": "Gender",
  "fairness.gender.woman": "Woman",
  "fairness.gender.man": "Man",
  "fairness.gender.another": "I describe it in another way",
  "fairness.age": "Age",
  "fairness.age.under-40": "Under 40",
  "fairness.age.40-or-more": "40 or older",
  "fairness.ethnic-group-us": "Ethnic group",
  "fairness.ethnic-group-us.hispanic": "Hispanic or Latino",
  "fairness.ethnic-group-us.white": "White",
  "fairness.ethnic-group-us.black": "Black or African American",
  "fairness.ethnic-group-us.asian": "Asian",
  "fairness.ethnic-group-us.native-american": "American Indian or Alaska Native",
  "fairness.ethnic-group-us.pacific-islander": "Native Hawaiian or Pacific Islander",
  "fairness.ethnic-group-us.two-or-more": "Two or more of these",
  "fairness.ethnic-group-uk": "Ethnic group",
  "fairness.ethnic-group-uk.asian": "Asian or Asian British",
  "fairness.ethnic-group-uk.black": "Black, Caribbean or African",
  "fairness.ethnic-group-uk.mixed": "Mixed or multiple",
  "fairness.ethnic-group-uk.white": "White",
  "fairness.ethnic-group-uk.other": "Another group",

  "say.fairness.title": "One more thing, if you like",
  "say.fairness.link": "Read what it is",
  "say.fairness.short":
    "{organization} would like to know if it treats people alike. You can say what group you are in. You don’t have to, and it plays no part in the decision.",
  "say.fairness.text":
    "{organization} wants to find out, over many people, if some groups are chosen more often than others. You can help with that. You don’t have to.",
  "say.fairness.who":
    "Nobody at {organization} sees your answer, and nobody is told that you gave one. They see counts, from {people} people on, and no group below {group}.",
  "say.fairness.kept":
    "Your answer is kept without your name, apart from your work. Two weeks after the decision it becomes part of a count, and is gone.",
  "say.fairness.back":
    "Until then you can change it here, or take it back: choose “Prefer not to say”. It also goes when you delete your data. Once it is in a count, nobody can find it any more, not even for you. It is not in the file with your data, as others read that.",
  "say.fairness.limit":
    "To be plain: until it is counted, whoever runs the server could find out, with some work, which answer is yours.",
  "say.fairness.none": "Prefer not to say",
  "say.fairness.do": "Send",
  "say.fairness.sent": "Thank you. That is all. It plays no part in the decision.",
  "say.fairness.nothing": "Nothing is kept. That is fine.",
  "say.fairness.closed": "Nothing is asked here now.",
  "say.fairness.before": "We can’t show what you said before. What you send now takes its place.",
} as const satisfies Record<string, string>;
