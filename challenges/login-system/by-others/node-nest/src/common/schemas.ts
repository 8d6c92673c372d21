import { isEmail } from './email.js';
import { z } from 'zod';

const codePoints = (text: string) => [...text].length;
/** Text that PostgreSQL can store: no NUL, no half of a surrogate pair. */
const storable = (text: string) => text.isWellFormed() && !text.includes('\0');

/** One spelling for every email: trimmed, lower case. ASCII only, so that no two scripts' letters can be confused. */
export const email = z
  .string({ error: 'An email is needed.' })
  .max(400, { error: 'This is not a valid email.', abort: true })
  .transform((text) => text.trim().toLowerCase())
  .refine(isEmail, { error: 'This is not a valid email.' });

export const name = z
  .string({ error: 'A name is needed.' })
  .refine(
    (text) => text.length <= 400 && text.trim() !== '' && codePoints(text) <= 200,
    { error: 'A name has 1 to 200 characters.' },
  )
  .refine((text) => storable(text) && !/[\p{Cc}\u2028\u2029]/u.test(text), {
    error: 'A name has no line breaks or control characters.',
  });

export const bio = z
  .string({ error: 'A bio is a text.' })
  .refine((text) => text.length <= 2000 && codePoints(text) <= 1000, { error: 'A bio has at most 1000 characters.' })
  .refine(storable, { error: 'The bio has characters that cannot be stored.' });

export const newPassword = z
  .string({ error: 'A new password is needed.' })
  .refine((text) => text.length <= 256 && codePoints(text) >= 12 && codePoints(text) <= 128, {
    error: 'A password has 12 to 128 characters.',
  })
  .refine(storable, { error: 'The password has characters that cannot be used.' })
  .refine((text) => new Set(text).size >= 4, { error: 'This password is too simple.' });

export const anyPassword = z.string({ error: 'A password is needed.' });

/** For a body that isn't an object at all. */
export const body = <S extends z.ZodRawShape>(shape: S) =>
  z.object(shape, { error: 'Please send a JSON object.' });
