import { invalid } from "./errors.js";

/** The body as an object; anything else is refused. */
export function readBody(request) {
  const { body } = request;
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw invalid("The request needs a JSON object as its body.");
  }
  return body;
}

/** An email is one whatever its case and the spaces around it. */
export function readEmail(body) {
  const email = readText(body, "email").trim().toLowerCase();
  if (email.length > 254 || !looksLikeEmail(email)) throw invalid("This is not an email address.");
  return email;
}

export function readName(body) {
  const name = readText(body, "name");
  if (/\p{Cc}/u.test(name)) throw invalid("A name is a single line of text.");
  if (name.trim() === "" || lengthOf(name) > 200) throw invalid("A name has 1 to 200 characters.");
  return name;
}

export function readBio(body) {
  const bio = readText(body, "bio");
  if (lengthOf(bio) > 1000) throw invalid("A bio has at most 1000 characters.");
  return bio;
}

/** A password that someone chooses now. */
export function readNewPassword(body, field = "password") {
  const password = readText(body, field);
  const length = lengthOf(password);
  if (length < 12 || length > 128) throw invalid("A password has 12 to 128 characters.");
  return password;
}

/** A password, or a token, that is only compared. */
export function readSecret(body, field) {
  return readText(body, field);
}

/** Text as we store and compare it: whole characters, in one normal form, nothing that the database cannot hold. */
function readText(body, field) {
  const value = Object.hasOwn(body, field) ? body[field] : undefined;
  if (typeof value !== "string") throw invalid(`"${field}" is missing or is not text.`);
  if (!value.isWellFormed() || value.includes("\0")) throw invalid(`"${field}" holds characters that are not text.`);
  return value.normalize("NFC");
}

/** Something, one @, a domain with a dot; none of the characters that mean something else in a mail header. */
function looksLikeEmail(email) {
  const [local, domain, ...rest] = email.split("@");
  if (!local || !domain || rest.length > 0) return false;
  if (/[\s\p{Cc}<>()[\]\\,;:"]/u.test(email)) return false;
  const labels = domain.split(".");
  return labels.length > 1 && labels.every((label) => label !== "");
}

function lengthOf(text) {
  return [...text].length; // code points, not UTF-16 units
}
