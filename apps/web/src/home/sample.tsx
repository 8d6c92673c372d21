import { Link } from "@tanstack/react-router";
import type { RoleInShort } from "../api/hiring.ts";
import { useWords } from "../words/words.tsx";

/** Nobody is to take the people of the sample for real ones, nor their work for a picture of work. */
export function Sample({
  role: { id, title, state, is_demo: isDemo },
  recruits,
  isPage = false,
}: {
  readonly role: Pick<RoleInShort, "id" | "title" | "state" | "is_demo">;
  /** Who may close it is told how. */
  readonly recruits: boolean;
  /** Whether it stands on the role's own page. */
  readonly isPage?: boolean;
}) {
  const words = useWords();
  if (!isDemo) return null;
  return (
    <p className="sample">
      {words.say("sample.text", { role: title })}{" "}
      {!recruits || state === "closed" ? null : (
        <>
          {words.say("sample.close")}{" "}
          {isPage ? null : (
            <Link to="/roles/$role" params={{ role: id }}>
              {words.say("sample.open", { role: title })}
            </Link>
          )}
        </>
      )}
    </p>
  );
}
