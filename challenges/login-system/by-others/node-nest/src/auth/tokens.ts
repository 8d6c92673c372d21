import { createHash, randomBytes } from 'node:crypto';

export const sessionToken = () => randomBytes(32).toString('base64url');
/** 128 bits, in hexadecimal: short enough for one line of a mail, and no mail program stumbles over it. */
export const resetToken = () => randomBytes(16).toString('hex');
/** What the database keeps. Tokens are random and long: they need no slow hash. */
export const tokenHash = (token: string) => createHash('sha256').update(token).digest();
