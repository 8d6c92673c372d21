/** The sentences of a text. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.?!:;])["”’)]*\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:[’']\p{L}+)*/gu) ?? [];
}

/** Flesch-Kincaid: the school year in which a text can be read. */
export function readingGradeOf(text: string): number {
  const sentences = sentencesOf(text).length;
  const words = wordsOf(text);
  if (sentences === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

/** By rule of thumb: groups of vowels, without a silent e. */
export function syllablesIn(word: string): number {
  const plain = word.toLowerCase().replace(/[’'](s|t|re|ve|ll|d|m)$/, "");
  if (!/[a-z]/.test(plain) || plain.length <= 3) return 1;
  const spoken = plain.replace(/(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$/, "").replace(/^y/, "");
  return Math.max(1, spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}
