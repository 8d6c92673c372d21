import { useDebouncedCallback } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, done, Refused } from "../api/client.ts";
import { boardQuery, type Role } from "../api/hiring.ts";

type Post = NonNullable<Role["post"]>;

/** What a person typed into a role's posts. */
export interface KeptPost {
  readonly value: Post;
  /** Shown at once, and saved when the typing pauses. */
  change(part: Partial<Post>): void;
  readonly state: "saved" | "saving" | "not-saved";
}

const pause = 700;

/** Kept on the server as it is typed, so that nothing is lost, and others of the company go on from it. */
export function usePost(role: Role): KeptPost {
  const known = useQueryClient();
  const [value, setValue] = useState<Post>(role.post ?? {});
  /** As it was saved or read last. */
  const read = useRef(role);
  const save = useMutation({
    mutationFn: async (typed: Post) => {
      const path = { role: role.id };
      const put = (post: Post, version: number) =>
        done(
          api.PATCH("/api/v1/roles/{role}", {
            ...{ params: { path, header: { "if-match": `"${String(version)}"` } }, body: { post } },
          }),
        );
      try {
        read.current = await put(typed, read.current.version);
      } catch (error) {
        if (!(error instanceof Refused) || error.body.code !== "changed-meanwhile") throw error;
        const now = await done(api.GET("/api/v1/roles/{role}", { params: { path } }));
        read.current = await put(withTyped(now.post ?? {}, read.current.post ?? {}, typed), now.version);
        setValue((shown) => withTyped(read.current.post ?? {}, typed, shown));
      }
    },
    onSuccess: () => known.invalidateQueries({ queryKey: boardQuery(role.id).queryKey }),
    retry: 5,
    retryDelay: 2_000,
  });
  const saveSoon = useDebouncedCallback(
    (post: Post) => {
      save.mutate(post);
    },
    { delay: pause, flushOnUnmount: true },
  );
  return {
    value,
    change(part) {
      const next = { ...value, ...part };
      setValue(next);
      saveSoon(next);
    },
    state: save.isPending && save.failureCount === 0 ? "saving" : save.failureCount > 0 ? "not-saved" : "saved",
  };
}

/** What another window saved, with what was typed here since it was read: field by field. */
function withTyped(saved: Post, read: Post, typed: Post): Post {
  const changed = <T extends object>(before: T, after: T) =>
    Object.fromEntries(
      Object.entries(after).filter(([field, value]) => (before as Record<string, unknown>)[field] !== value),
    );
  const { texts: typedTexts = {}, ...typedRest } = typed;
  const { texts: readTexts = {}, ...readRest } = read;
  const gone = Object.keys(readTexts).filter((field) => !(field in typedTexts));
  const texts = Object.entries({ ...saved.texts, ...changed(readTexts, typedTexts) });
  return {
    ...saved,
    ...changed(readRest, typedRest),
    texts: Object.fromEntries(texts.filter(([field]) => !gone.includes(field))),
  };
}
