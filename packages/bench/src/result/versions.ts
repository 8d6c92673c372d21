/** Goes up when the shape of what `gather` records changes so that an older or newer judge may not read it. */
export const gatheringVersion = 2;

/** Goes up when the same evidence may be judged differently than before. */
export const judgingVersion = 8;
