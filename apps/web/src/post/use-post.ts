import { useDebouncedCallback } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
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
  const save = useMutation({
    mutationFn: (post: Post) =>
      done(api.PATCH("/api/v1/roles/{role}", { params: { path: { role: role.id } }, body: { post } })),
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
