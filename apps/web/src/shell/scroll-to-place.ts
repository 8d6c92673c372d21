import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { queries } from "../queries.ts";

/** What the address names within the page comes into sight once it is there: most of a page is loaded after it. */
export function useScrollToPlace(): void {
  const place = useRouterState({ select: ({ location }) => location.hash });
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    if (place === "") return;
    const show = () => {
      const there = document.getElementById(place);
      if (there === null) return false;
      there.setAttribute("tabindex", "-1");
      there.focus({ preventScroll: true });
      there.scrollIntoView();
      return true;
    };
    const stop = () => {
      watching.disconnect();
    };
    // What is loaded above it later moves it: it is followed until all is there, or a person scrolls, presses or types.
    const follow = () => {
      if (show() && queries.isFetching() === 0) stop();
    };
    const watching = new MutationObserver(follow);
    watching.observe(document.body, { childList: true, subtree: true });
    follow();
    const acts = ["wheel", "touchstart", "keydown", "pointerdown"] as const;
    for (const act of acts) addEventListener(act, stop, { once: true, passive: true });
    return () => {
      stop();
      for (const act of acts) removeEventListener(act, stop);
    };
  }, [place, path]);
}
