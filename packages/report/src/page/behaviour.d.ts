/** Makes a report's folds, jumps and print buttons work, until the signal ends it; for good without one. */
export function behave(signal?: AbortSignal): void;
