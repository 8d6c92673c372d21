import { useEffect, useRef } from "react";

const begin = "draft:";

/** What was typed into a form and not saved, in this browser alone. Undefined where there is nothing. */
export function keptDraft(key: string): unknown {
  const kept = localStorage.getItem(begin + key);
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept);
  } catch {
    return undefined;
  }
}

export function forgetDraft(key: string): void {
  localStorage.removeItem(begin + key);
}

/** Whoever logs out leaves nothing of what they typed behind. */
export function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(begin)) localStorage.removeItem(key);
}

/**
 * Keeps what is typed in this browser, so that it outlives a reload and a connection that is gone.
 *
 * @param draft undefined for what is as it was saved: then nothing is kept
 */
export function useKeepDraft(key: string, draft: unknown): void {
  const text = draft === undefined ? undefined : JSON.stringify(draft);
  const isFirst = useRef(true);
  useEffect(() => {
    // What was kept before is read by the same form: until something is typed it stays.
    if (isFirst.current && text === undefined) {
      isFirst.current = false;
      return;
    }
    isFirst.current = false;
    if (text === undefined) forgetDraft(key);
    else localStorage.setItem(begin + key, text);
  }, [key, text]);
}
