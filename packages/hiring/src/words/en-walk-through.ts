/** What is asked at the lines of a follow-up change, and what answers sound like. */
export const enWalkThrough = {
  "walk.change-why.ask": "You changed this for the follow-up. What does it do, and why did you put it here?",
  "walk.change-why.good":
    "Says what went wrong without it. Names another place it could have gone, and why this one is better.",
  "walk.change-why.weak": "Reads the lines out loud, or says that it was the only way.",
  "walk.change-what-else.ask":
    "Your change adds this. What else could have broken because of it, and how did you find out?",
  "walk.change-what-else.good":
    "Names one or two things that use the same data, and how each was tried. Says what was not tried.",
  "walk.change-what-else.weak": "Nothing can break, since it is new.",
} as const satisfies Record<string, string>;
