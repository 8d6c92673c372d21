import { Loader } from "@mantine/core";
import { useWords } from "../words/words.tsx";

export function Loading() {
  const words = useWords();
  return (
    <p className="waiting" role="status">
      <Loader size="xs" aria-hidden="true" /> {words.say("loading")}
    </p>
  );
}
