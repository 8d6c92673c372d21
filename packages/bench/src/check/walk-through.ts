/** Something that the author of a piece of work is asked to show and explain, at a line of their own code. */
export interface WalkThroughPrompt {
  readonly id: string;
  /** Said to the author; it makes sense beside a line of code and without one. */
  readonly ask: string;
  /** What a good and a weak answer sound like, for who cannot program. */
  readonly goodAnswer: string;
  readonly weakAnswer: string;
  /** By which its place is known, the surest first, in any language. None is better than a wrong one. */
  readonly places: readonly PlaceSign[];
}

/** Tried line by line. Without flags that remember. */
export type PlaceSign = RegExp | PlaceSignAmong;

/** A line that says too little by itself: what stands around it tells. */
export interface PlaceSignAmong {
  readonly line: RegExp;
  /** Found in the file's path, or in the lines around it. */
  readonly near?: RegExp;
  /** Found in none of these. */
  readonly apart?: RegExp;
  /** How many lines before it and after it are around it. Default 6. */
  readonly within?: number;
}

/** `walk-through.ts` of a challenge pack: the same prompts in the same order for everybody. */
export interface WalkThrough {
  readonly prompts: readonly WalkThroughPrompt[];
}

export function defineWalkThrough(walkThrough: WalkThrough): WalkThrough {
  return walkThrough;
}
