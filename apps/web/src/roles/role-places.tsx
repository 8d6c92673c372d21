import { Link } from "@tanstack/react-router";
import { Places } from "../shell/places.tsx";
import { useWords } from "../words/words.tsx";

/** The pages of one role. */
export function RolePlaces({ role, title }: { readonly role: string; readonly title: string }) {
  const words = useWords();
  const place = { params: { role }, activeOptions: { exact: true, includeSearch: false } };
  return (
    <Places label={words.say("places.role", { role: title })}>
      <Link to="/roles/$role" {...place}>
        {words.say("places.board")}
      </Link>
      <Link to="/roles/$role/post" {...place}>
        {words.say("places.post")}
      </Link>
      <Link to="/roles/$role/add" {...place}>
        {words.say("places.add")}
      </Link>
      <Link to="/roles/$role/cost" {...place}>
        {words.say("places.cost")}
      </Link>
      <Link to="/roles/$role/kit" {...place}>
        {words.say("places.kit")}
      </Link>
      <Link to="/roles/$role/letters" {...place}>
        {words.say("places.letters")}
      </Link>
      <Link to="/roles/$role/edit" {...place}>
        {words.say("places.edit")}
      </Link>
    </Places>
  );
}
