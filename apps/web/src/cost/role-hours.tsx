import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { boardQuery, type Role } from "../api/hiring.ts";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { HoursFields, rightHours, wrongWith, type TypedHours } from "./hours-fields.tsx";

/** Keeps on the role how many hours its job takes, and what it may cost. */
export function RoleHours({
  role,
  hours,
  onHours,
  recruits,
}: {
  readonly role: Role;
  readonly hours: TypedHours;
  readonly onHours: (hours: TypedHours) => void;
  readonly recruits: boolean;
}) {
  const words = useWords();
  const known = useQueryClient();
  const [budget, setBudget] = useState(role.budget);
  const save = useMutation({
    mutationFn: () =>
      done(
        api.PUT("/api/v1/roles/{role}/cost", {
          params: { path: { role: role.id } },
          body: { hours: rightHours(hours), budget },
        }),
      ),
    onSuccess: () => {
      notifications.show({ color: "ink", message: words.say("done.saved") });
      return known.invalidateQueries({ queryKey: boardQuery(role.id).queryKey });
    },
  });
  const isHalf = (hours.low === null) !== (hours.high === null);
  const isWrong = isHalf || wrongWith(hours, words) !== undefined;
  return (
    <form
      className="role-hours"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWrong) save.mutate();
      }}
    >
      <HoursFields hours={hours} onChange={onHours} />
      {recruits ? (
        <>
          <TextInput
            label={words.say("done.budget")}
            description={words.say("done.budget.help")}
            value={budget}
            maxLength={120}
            onChange={({ currentTarget }) => {
              setBudget(currentTarget.value);
            }}
          />
          {isHalf ? <p className="small soft">{words.say("done.both")}</p> : null}
          {save.error === null ? null : (
            <p className="refused" role="alert">
              {toldOf(save.error, words)}
            </p>
          )}
          <div className="form-acts">
            <Button type="submit" variant="filled" loading={save.isPending} disabled={isWrong}>
              {words.say("done.save")}
            </Button>
          </div>
        </>
      ) : null}
    </form>
  );
}
