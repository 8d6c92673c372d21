/**
 * True where these are the last words of a sandbox that did not come up itself, and nothing of the submission's ran. That a
 * program isn't there is said in nearly the same way, and that is the submission's.
 */
export function isSandboxFailure(lastLines: readonly string[]): boolean {
  const [first = "", second = ""] = lastLines;
  if (lastLines.length === 1) return /^(bwrap|setpriv|unshare|mount): (?!execvp)/.test(first);
  // crun says it for people, and again in the log that we ask it for.
  return lastLines.length === 2 && second.startsWith(`{"msg":${JSON.stringify(first)},"level":"error"`);
}
