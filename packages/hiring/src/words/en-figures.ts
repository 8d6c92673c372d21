/** What each figure is, and what it can't say, in plain words: `figure.<id>` and `figure.<id>.limits`. */
export const enFigures = {
  "figure.annual-pay":
    "A survey of people who write code, by Stack Overflow. 3,627 of them build what runs on a server.",
  "figure.annual-pay.limits":
    "People told their own pay. Nobody checked it. Years mean all years of writing code, not years in a job. A place with fewer than 90 answers is left out.",
  "figure.contract-hourly": "What one firm that sells such work says people charge. It does not say how it found out.",
  "figure.contract-hourly.limits":
    "It fits the pay in the survey for the US, the UK and Eastern Europe. For Latin America and India it is about twice that. Take it as a start, and put in what you are told.",
  "figure.employer-overhead":
    "The US Bureau of Labor Statistics. An hour of work cost firms 45.65 dollars, and 32.07 of that was pay.",
  "figure.employer-overhead.limits": "It holds for the US alone. For other places we have no such number.",
  "figure.ai-work":
    "The same survey. It sets 318 people who build AI against those who do not, in the same place and with as many years.",
  "figure.ai-work.limits": "The true number may well be some 3 points lower or higher, and in some cases more.",
  "figure.speed-spread": "One set of data: 73 people did the same task. The best were about twice as fast as most.",
  "figure.speed-spread.limits":
    "One task only. It ran from less than one hour to 63 hours. It can’t tell how fast any one person is.",
  "figure.validity":
    "Sackett, Zhang, Berry and Lievens put many studies side by side. The closer to 1, the more a way to choose tells of the work.",
  "figure.validity.limits":
    "These are means. The authors say that how far results spread counts as much. We read them from a summary, not from the study.",
  "figure.reliability": "Huffcutt and others looked at how far people agree when they rate the same talk.",
  "figure.reliability.limits": "Means of 125 results. Talks differ, and so do the people who rate.",
  "figure.combining":
    "Conway and others (1995): put ratings together by a fixed rule. OPM, an office of the US, adds: give each the same weight.",
  "figure.combining.limits": "It says how to put ratings together. It does not say which ones matter for your job.",
  "figure.adverse-impact": "US rules for those who hire: 29 CFR 1607.4(D).",
  "figure.adverse-impact.limits": "The rule is from the US. With few people, chance alone can look like a gap.",
  "figure.being-watched": "A trial with 48 students. By chance, some of them were watched and some were not.",
  "figure.being-watched.limits": "A small trial, and with students.",
} as const satisfies Record<string, string>;
