/** A link, an address or a way to talk elsewhere, in a text for a place that allows none before a contract. */
export interface Contact {
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
  readonly text: string;
}

const kinds = [
  /(?:https?:\/\/|www\.)[^\s<>()]*[^\s<>().,;:!?]/giu,
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu,
  // Tools of the trade are called like addresses.
  /(?<![\p{L}\p{N}@.-])(?!asp\.net|socket\.io)(?:[\p{L}\p{N}-]+\.)+(?:com|org|net|io|dev|app|co|eu|uk|de|fr|example)(?:\/[^\s<>()]*)?(?![\p{L}\p{N}])/giu,
  // Seven digits or more in one go, as of a telephone: a sum with its separators is shorter.
  /(?<![\p{L}\p{N}])\+?\d[\d ()/-]{6,}\d/gu,
  /(?<![\p{L}\p{N}])(?:whats ?app|telegram|skype|discord|we ?chat|viber|linkedin)(?![\p{L}\p{N}])/giu,
];

/** In the order in which they stand, none inside another. */
export function contactsIn(text: string): readonly Contact[] {
  const found = kinds
    .flatMap((kind) => [...text.matchAll(kind)].map((match) => ({ at: match.index, text: match[0] })))
    .toSorted((one, other) => one.at - other.at || other.text.length - one.text.length);
  let end = 0;
  return found.filter((contact) => {
    if (contact.at < end) return false;
    end = contact.at + contact.text.length;
    return true;
  });
}
