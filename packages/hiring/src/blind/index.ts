export { NamesHidden, type HiddenPerson, type HidingOptions } from "./hide-names.ts";
export { nameMask, type Known, type NameMask } from "./name-mask.ts";
export { accountsIn, maySign, mostOfSignedFile, signaturesIn, tidy } from "./signatures.ts";
