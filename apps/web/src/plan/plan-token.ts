const kept = "plan";
const shape = /^[A-Za-z0-9_-]{43}$/;

/** From the link's end, which no server ever sees; kept for this tab alone, as links within the page take its place. */
export function planAuthorization(): Readonly<Record<string, string>> {
  const given = location.hash.slice(1);
  if (shape.test(given)) sessionStorage.setItem(kept, given);
  return { authorization: `Bearer ${sessionStorage.getItem(kept) ?? ""}` };
}
