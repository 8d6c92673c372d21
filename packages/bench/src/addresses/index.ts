/** What connects to addresses that others name: resolved once, judged, and reached as judged. */
export { isPublicAddress } from "./public-address.ts";
export { hostOf, outsideUrlProblem } from "./outside-url.ts";
export { pinnedTo, PrivateAddress, resolveOutside } from "./resolve-outside.ts";
