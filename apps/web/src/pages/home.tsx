import { useQuery } from "@tanstack/react-query";
import { meQuery } from "../api/me.ts";
import { useTitle } from "../shell/use-title.ts";
import { useWords } from "../words/words.tsx";

export function Home() {
  const words = useWords();
  useTitle(words.say("nav.roles"));
  const { data: me } = useQuery(meQuery);
  return me === undefined ? null : (
    <section className="hello">
      <p className="date">
        {me.organization.name}. {words.weekday(new Date().toISOString())}
      </p>
      <h1>{words.say("nav.roles")}</h1>
      <p className="where">{words.say(`where.${me.where.reach}`, { url: me.where.url })}</p>
    </section>
  );
}
