import type { ReactNode } from "react";
import { Link } from "@tanstack/react-router";
import { useWords } from "../words/words.tsx";

export function Missing(): ReactNode {
  const words = useWords();
  return (
    <div className="wrong">
      <h1>{words.say("missing.title")}</h1>
      <p>{words.say("missing.text")}</p>
      <Link to="/">{words.say("missing.home")}</Link>
    </div>
  );
}
