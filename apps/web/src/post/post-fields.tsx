import type { PostField, PostPlace } from "@assay/hiring";
import { useWords } from "../words/words.tsx";
import { PostBox } from "./post-box.tsx";
import { saidText } from "./say-post.ts";
import type { KeptPost } from "./use-post.ts";

/** The boxes of the place's own form, each to be changed and copied. */
export function PostFields({
  place,
  fields,
  post,
  needsContract,
  mayWrite,
  isComplete,
}: {
  readonly place: PostPlace;
  readonly fields: readonly PostField[];
  readonly post: KeptPost;
  readonly needsContract: boolean;
  readonly mayWrite: boolean;
  /** Whether all is said that people must be told. */
  readonly isComplete: boolean;
}) {
  const words = useWords();
  return (
    <section className="form-part" aria-labelledby="post">
      <h2 id="post">{words.say("post-page.post")}</h2>
      {isComplete ? null : <p className="soft">{words.say("post-page.wait")}</p>}
      {fields.map((field) => {
        const name = `${place}.${field.id}`;
        const { [name]: typed, ...others } = post.value.texts ?? {};
        return (
          <PostBox
            key={name}
            field={field.id}
            made={saidText(field, words)}
            {...(typed === undefined ? {} : { typed })}
            {...{ needsContract, mayWrite, isComplete }}
            change={(text) => {
              post.change({ texts: text === undefined ? others : { ...others, [name]: text } });
            }}
          />
        );
      })}
      <p className="quiet small" role="status">
        {post.state === "not-saved"
          ? words.say("post-page.not-saved")
          : post.state === "saved" && Object.keys(post.value.texts ?? {}).length > 0
            ? words.say("post-page.saved")
            : null}
      </p>
    </section>
  );
}
