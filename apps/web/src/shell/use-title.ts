import { useEffect } from "react";
import { useWords } from "../words/words.tsx";

/** What the browser's tab says. */
export function useTitle(title: string): void {
  const words = useWords();
  useEffect(() => {
    document.title = `${title}. ${words.say("brand")}${words.say("brand.rest")}`;
  }, [title, words]);
}
