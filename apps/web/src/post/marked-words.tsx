import { biasSources, withInstead, type BiasMark, type Contact } from "@assay/hiring";
import { Button } from "@mantine/core";
import { useWords } from "../words/words.tsx";

/** What is marked in a text: why, where that comes from, and one press to say it in another way. */
export function MarkedWords({
  text,
  marks,
  contacts,
  mayWrite,
  change,
}: {
  readonly text: string;
  readonly marks: readonly BiasMark[];
  readonly contacts: readonly Contact[];
  readonly mayWrite: boolean;
  readonly change: (text: string) => void;
}) {
  const words = useWords();
  const without = ({ at, text: contact }: Contact) =>
    `${text.slice(0, at).trimEnd()}${text.slice(at + contact.length)}`.trimStart();
  if (marks.length === 0 && contacts.length === 0) return null;
  return (
    <ul className="marks" aria-label={words.say("post-page.words")}>
      {contacts.map((contact) => (
        <li key={`contact ${contact.at}`}>
          <p>{words.say("post-page.contact", { word: contact.text })}</p>
          {mayWrite ? (
            <Button
              onClick={() => {
                change(without(contact));
              }}
            >
              {words.say("post-page.contact.out")}
            </Button>
          ) : null}
        </li>
      ))}
      {marks.map((mark) => {
        const { why, instead, source } = mark.word;
        const { title, checked } = biasSources[source];
        return (
          <li key={`word ${mark.at}`}>
            <div>
              <p>{words.say("post-page.words.say", { word: mark.text, why: words.say(`post.bias.${why}`) })}</p>
              <p className="quiet small">
                {words.say("post-page.words.from", { source: title, day: words.day(checked) })}
              </p>
            </div>
            {mayWrite ? (
              <Button
                onClick={() => {
                  change(withInstead(text, mark));
                }}
              >
                {instead === ""
                  ? words.say("post-page.words.without")
                  : words.say("post-page.words.instead", { instead })}
              </Button>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
