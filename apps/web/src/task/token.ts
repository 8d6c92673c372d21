const kept = "task";
const shape = /^[A-Za-z0-9_-]{43}$/;

/** From the link's end, which no server ever sees; kept for this tab alone, as other addresses of the page have none. */
export function taskToken(): string | undefined {
  const given = location.hash.slice(1);
  if (shape.test(given)) sessionStorage.setItem(kept, given);
  return sessionStorage.getItem(kept) ?? undefined;
}

export function forgetToken(): void {
  sessionStorage.removeItem(kept);
}

export function authorization(): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${taskToken() ?? ""}` };
}
