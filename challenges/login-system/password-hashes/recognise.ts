import { aspnetIdentity } from "./aspnet-identity.ts";
import { crypt } from "./crypt.ts";
import { django } from "./django.ts";
import type { Form, PasswordHash } from "./password-hash.ts";
import { phc } from "./phc.ts";
import { scryptKdf } from "./scrypt-kdf.ts";
import { spring } from "./spring.ts";
import { werkzeug } from "./werkzeug.ts";

const forms: readonly Form[] = [crypt, phc, django, werkzeug, spring, aspnetIdentity, scryptKdf];

/** How a stored text says it was hashed; undefined when it says nothing that we know. */
export function recognise(text: string): PasswordHash | undefined {
  const trimmed = text.trim();
  for (const form of forms) {
    const hash = form(trimmed);
    if (hash !== undefined) return hash;
  }
  return undefined;
}
