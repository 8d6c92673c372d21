import { Link } from "@tanstack/react-router";
import { Places } from "../shell/places.tsx";
import { useWords } from "../words/words.tsx";

/** The pages of one role. */
export function RolePlaces({ role, title }: { readonly role: string; readonly title: string }) {
  const words = useWords();
  const place = { params: { role }, activeOptions: { exact: true } };
  return (
    <Places label={words.say("places.role", { role: title })}>
      <Link to="/roles/$role" {...place}>
        {words.say("places.board")}
      </Link>
      <Link to="/roles/$role/add" {...place}>
        {words.say("places.add")}
      </Link>
      <Link to="/roles/$role/edit" {...place}>
        {words.say("places.edit")}
      </Link>
    </Places>
  );
}
