/** Something that the author of a piece of work is asked to show and explain, at a line of their own code. */
export interface WalkThroughPrompt {
  readonly id: string;
  /** Said to the author; it makes sense beside a line of code and without one. */
  readonly ask: string;
  /** What a good and a weak answer sound like, for who cannot program. */
  readonly goodAnswer: string;
  readonly weakAnswer: string;
  /** By which its place is known, the surest first: tried line by line, in any language. Without flags that remember. */
  readonly places: readonly RegExp[];
}

/** `walk-through.ts` of a challenge pack: the same prompts in the same order for everybody. */
export interface WalkThrough {
  readonly prompts: readonly WalkThroughPrompt[];
}

export function defineWalkThrough(walkThrough: WalkThrough): WalkThrough {
  return walkThrough;
}
