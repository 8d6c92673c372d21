/** Getting to know a backend that was not written for a challenge: proposing a binding, and trying one. */
export { bindingJsonSchema, readBinding, readGivenPart } from "../operations/binding-file.ts";
export { propose, type Proposal } from "./propose.ts";
export { schemaFile } from "./write-binding.ts";
export { rehearse, type Rehearsal } from "./rehearse.ts";
