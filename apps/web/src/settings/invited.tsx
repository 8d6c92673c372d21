import { Button } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { told } from "./told.ts";

const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: () => done(api.GET("/api/v1/invitations")),
});

/** Who has a link and has not used it. */
export function Invited() {
  const words = useWords();
  const known = useQueryClient();
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const withdraw = useMutation({
    mutationFn: ({ id }: { readonly id: string; readonly email: string }) =>
      done(api.DELETE("/api/v1/invitations/{invitation}", { params: { path: { invitation: id } } })),
    onSuccess: async (_nothing, { email }) => {
      told(words.say("people.withdrawn", { email }));
      await known.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    },
  });
  if (invitations.length === 0) return null;
  return (
    <>
      <h3>{words.say("people.invited.title")}</h3>
      <ul className="settings-rows">
        {invitations.map(({ id, email, access, expires_at }) => (
          <li key={id}>
            <div className="grow">
              <p className="name">{email}</p>
              <p>
                {words.say("people.invited.until", {
                  access: words.say(`access.${access}`),
                  day: words.day(expires_at),
                })}
              </p>
            </div>
            <Button
              aria-label={words.say("people.withdraw.label", { email })}
              onClick={() => {
                withdraw.mutate({ id, email });
              }}
            >
              {words.say("people.withdraw")}
            </Button>
          </li>
        ))}
      </ul>
      {withdraw.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(withdraw.error, words)}
        </p>
      )}
    </>
  );
}
