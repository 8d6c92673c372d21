/**
 * What a founder or a recruiter should not have to look up. Words of products they use every day are fine: log-in,
 * password, server, database, browser, cookie, proxy, backup, link, code. Answers to questions are left out of it:
 * they are what a developer says, and the hirer listens for just these words.
 */
const jargon =
  /\b(algorithms?|APIs?|arrays?|async|auth|backends?|base64|booleans?|bytes?|CORS|CRUD|CSRF|concurren\w*|constraints?|DNS|endpoints?|entropy|enum|framework|hash\w*|headers?|HMAC|HTML|HTTPS?|idempoten\w*|inject\w*|JSON|JWTs?|latency|lockfile|middleware|mutex|null|OAuth|ORMs?|parameters?|parse[drs]?|parsing|payloads?|primary keys?|quer(?:y|ies)|race conditions?|regex\w*|request body|rollback|salts?|schemas?|serialis\w*|serializ\w*|sessions?|SHA-?\d+|SIGTERM|SMTP|SQL|stack traces?|stderr|stdout|strings?|surrogates?|syntax|TCP|threads?|TLS|timeouts?|tokens?|transactions?|unicode|URIs?|URLs?|UTF-?\d+|UUIDs?|XML|XSS)\b/gi;
/** Everyday words unless in capitals. */
const jargonInCapitals = /\b(DELETE|DoS|GET|IP|NUL|PATCH|POST|PUT|REST)\b/g;

/** Each word of a text that is such a one. */
export function jargonIn(text: string): string[] {
  return [jargon, jargonInCapitals].flatMap((words) => [...text.matchAll(words)].map(([word]) => word));
}
