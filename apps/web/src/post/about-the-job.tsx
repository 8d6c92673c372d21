import { TextInput } from "@mantine/core";
import { useWords } from "../words/words.tsx";
import type { KeptPost } from "./use-post.ts";

/** What the job itself pays, and where it is done: for places where that is asked. */
export function AboutTheJob({ post, mayWrite }: { readonly post: KeptPost; readonly mayWrite: boolean }) {
  const words = useWords();
  const field = (name: "pay_range" | "work_place", label: "pay-range" | "work-place") => (
    <TextInput
      label={words.say(`post-page.${label}`)}
      description={words.say(`post-page.${label}.help`)}
      maxLength={120}
      readOnly={!mayWrite}
      value={post.value[name] ?? ""}
      onChange={({ currentTarget }) => {
        post.change({ [name]: currentTarget.value });
      }}
    />
  );
  return (
    <section className="form-part" aria-labelledby="about-the-job">
      <h2 id="about-the-job">{words.say("post-page.more")}</h2>
      <div className="form">
        {field("pay_range", "pay-range")}
        {field("work_place", "work-place")}
      </div>
    </section>
  );
}
