import { useQuery } from "@tanstack/react-query";
import { challengesQuery, type Role } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** How long the role's task takes, in words: as its brief says, or as the hirer does. */
export function useStatedHours(role: Role): string {
  const { data: challenges = [] } = useQuery(challengesQuery);
  return role.post?.hours ?? challenges.find(({ id }) => id === role.challenge)?.hours ?? "";
}

/** The same, for a sentence that needs one. */
export function useHours(role: Role): string {
  const words = useWords();
  const stated = useStatedHours(role);
  return stated === "" ? words.say("post-page.hours.unknown") : stated;
}
