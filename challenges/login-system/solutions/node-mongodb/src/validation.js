import { z } from "zod";

/** Text as we store and compare it: whole characters in one normal form, and no NUL. A query operator is no text. */
const text = (field) =>
  z
    .string({ error: `"${field}" is missing or is not text.` })
    .refine((value) => value.isWellFormed() && !value.includes("\0"), `"${field}" holds characters that are not text.`)
    .transform((value) => value.normalize("NFC"));

const codePoints = (value) => [...value].length;

/** One email whatever its case and the spaces around it. Nothing in it means something else in a mail header. */
const email = text("email")
  .transform((value) => value.trim().toLowerCase())
  .refine(
    (value) =>
      value.length <= 254 &&
      /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:".\p{Cc}]+(\.[^\s@<>()[\]\\,;:".\p{Cc}]+)+$/u.test(value),
    "This is not an email address.",
  );

const name = text("name")
  .refine((value) => !/\p{Cc}/u.test(value), "A name is a single line of text.")
  .refine((value) => value.trim() !== "" && codePoints(value) <= 200, "A name has 1 to 200 characters.");

const bio = text("bio").refine((value) => codePoints(value) <= 1000, "A bio has at most 1000 characters.");

const newPassword = (field) =>
  text(field).refine(
    (value) => codePoints(value) >= 12 && codePoints(value) <= 128,
    "A password has 12 to 128 characters.",
  );

// Fields that are not named are left out, so whatever else was sent goes no further.
const body = (shape) => z.object(shape, { error: "The request needs a JSON object as its body." });

export const signUpBody = body({ email, name, password: newPassword("password") });
export const logInBody = body({ email, password: text("password") });
export const profileBody = body({ name: name.optional(), bio: bio.optional() });
export const changePasswordBody = body({
  currentPassword: text("currentPassword"),
  newPassword: newPassword("newPassword"),
});
export const forgotPasswordBody = body({ email });
export const resetPasswordBody = body({ email, token: text("token"), newPassword: newPassword("newPassword") });
