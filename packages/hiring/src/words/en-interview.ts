/** The interview kit: what is asked of everyone in the same words, and what each point of a rating means. */
export const enInterview = {
  "kit.solves-problems.question":
    "Tell me about a time when something you had built broke, and people were waiting. What did you do, step by step?",
  "kit.solves-problems.probe.1": "How did you find out what was wrong?",
  "kit.solves-problems.probe.2": "What did you try that did not work?",
  "kit.solves-problems.probe.3": "How did you know that it was really fixed?",
  "kit.solves-problems.anchor.1": "No real case, or no word on what was wrong.",
  "kit.solves-problems.anchor.2": "This and that was tried until it went away. The cause stayed unknown.",
  "kit.solves-problems.anchor.3": "The cause was found and fixed. The steps are told in order.",
  "kit.solves-problems.anchor.4": "The cause was found by looking, not guessing. The fix was shown to work.",
  "kit.solves-problems.anchor.5": "As 4, and something was changed so that this kind of fault stays away.",

  "kit.prevents-problems.question":
    "Tell me about a time when you saw trouble coming before it hurt anyone. What did you see, and what did you do?",
  "kit.prevents-problems.probe.1": "What made you look there?",
  "kit.prevents-problems.probe.2": "What would have happened if you had done nothing?",
  "kit.prevents-problems.probe.3": "What do you check now before people get to use a change?",
  "kit.prevents-problems.anchor.1": "No case. Things are mended once they break.",
  "kit.prevents-problems.anchor.2": "A risk was seen, but nothing came of it.",
  "kit.prevents-problems.anchor.3": "A risk in their own work was seen in time and closed.",
  "kit.prevents-problems.anchor.4": "Looking for risks is a habit: a list, tests, a second pair of eyes.",
  "kit.prevents-problems.anchor.5": "As 4, and it is clear which risks were left open on purpose, and why.",

  "kit.explains-clearly.question":
    "Tell me about a hard choice that you had to explain to someone who does not write programs. Explain it to me as you did then.",
  "kit.explains-clearly.probe.1": "What did they have to choose?",
  "kit.explains-clearly.probe.2": "What would each way have cost them?",
  "kit.explains-clearly.probe.3": "How did you know that they had got it?",
  "kit.explains-clearly.anchor.1": "I could not say what it was about.",
  "kit.explains-clearly.anchor.2": "I got part of it. I would not know what to do.",
  "kit.explains-clearly.anchor.3": "Once I had asked back, I knew what to do.",
  "kit.explains-clearly.anchor.4": "I knew what to do, and what it would cost, at once.",
  "kit.explains-clearly.anchor.5": "As 4, and I knew what nobody can say yet.",

  "kit.works-with-others.question":
    "Tell me about a time when you and someone you worked with did not agree. How did it go on?",
  "kit.works-with-others.probe.1": "What did the other one want, and why?",
  "kit.works-with-others.probe.2": "What did you change in your own plan?",
  "kit.works-with-others.probe.3": "What came of it in the end?",
  "kit.works-with-others.anchor.1": "It was all the others’ fault, or it never happens.",
  "kit.works-with-others.anchor.2": "One side won. What the other one wanted stayed unknown.",
  "kit.works-with-others.anchor.3": "Both sides are told fairly, and a way was found.",
  "kit.works-with-others.anchor.4": "The other side was asked first, and the work got better by it.",
  "kit.works-with-others.anchor.5": "As 4, and there is now a way to settle such things.",

  "kit.owns-the-outcome.question":
    "Tell me about a time when your work was done, but it did not do for people what it should. What did you do?",
  "kit.owns-the-outcome.probe.1": "How did you find out?",
  "kit.owns-the-outcome.probe.2": "Who told the people it hurt, and what was said?",
  "kit.owns-the-outcome.probe.3": "What did you do that was not your task any more?",
  "kit.owns-the-outcome.anchor.1": "Done meant handed over. The rest was for others.",
  "kit.owns-the-outcome.anchor.2": "It was fixed when someone asked, and no more.",
  "kit.owns-the-outcome.anchor.3": "It was looked after, said openly, and fixed.",
  "kit.owns-the-outcome.anchor.4": "It was found before anyone asked, said openly, and made good.",
  "kit.owns-the-outcome.anchor.5": "As 4, and someone went on to check that it helps people.",

  "kit.because.failed": "This failed in the test",
  "kit.because.unsteady": "This came out one way, then another",
  "kit.because.not-tested": "This could not be tested",
  "kit.because.done-well": "This was done well",

  "kit.mark.like-good": "Like the good answer",
  "kit.mark.part": "Part of it",
  "kit.mark.like-weak": "Like the weak one",
  "kit.mark.cannot-say": "I can’t say",

  "kit.how.spoken": "Spoken",
  "kit.how.written": "Written",
  "kit.how.translated": "Translated",
} as const satisfies Record<string, string>;
