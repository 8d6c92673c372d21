/** What people think of the work, in points. */
export const enRating = {
  "rate.title": "What you think",
  "rate.text": "Rate what you saw and heard yourself. Others see it once they have rated too. 1 is weak, 5 is strong.",
  "rate.point": "{point}",
  "rate.explains-clearly": "Could I act on this? Not the grammar, the accent or the length.",
  "rate.points.of": "What the points mean for “{subject}”",
  "rate.older": "You rated when there were four points. Please give your points anew; what you wrote is here.",
  "rate.note": "In your own words",
  "rate.do": "Save my rating",
  "rate.saved": "Your rating is saved.",
  "rate.others": "What others think",
  "rate.others.hidden":
    "{count, plural, =0 {Nobody else has rated yet.} one {{names} has rated. You see it once you have.} other {{names} have rated. You see it once you have.}}",
  "rate.others.none": "Nobody else has rated yet.",
} as const satisfies Record<string, string>;
