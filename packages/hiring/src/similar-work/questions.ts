/**
 * What to ask about work like this that somebody did before. Each has its words: `similar.<id>`, and what a good and a weak
 * answer sound like, `similar.<id>.good` and `similar.<id>.weak`.
 */
export const similarWorkQuestions = ["yours", "broke", "grew", "again", "confirm"] as const;
export type SimilarWorkQuestion = (typeof similarWorkQuestions)[number];
