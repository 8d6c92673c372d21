import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { planLinksQuery } from "../api/after.ts";
import { api, done } from "../api/client.ts";
import { LinkDialog } from "../shell/link-dialog.tsx";
import { useWords } from "../words/words.tsx";

/** The link by which whoever starts opens the plan, and the way to take it back. */
export function SharePlan({ application, name }: { readonly application: string; readonly name: string }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const query = planLinksQuery(application);
  const { data: links = [] } = useQuery({ ...query, enabled: isOpen });
  return (
    <>
      <Button
        variant="filled"
        onClick={() => {
          setOpen(true);
        }}
      >
        {words.say("first.share", { name })}
      </Button>
      <LinkDialog
        isOpen={isOpen}
        close={() => {
          setOpen(false);
        }}
        title={words.say("first.share", { name })}
        text={words.say("first.share.text", { name })}
        instead={words.say("first.share.instead")}
        links={links}
        tell={(_, when) => words.say("first.share.made", { when })}
        queryKey={query.queryKey}
        make={() =>
          done(api.POST("/api/v1/applications/{application}/plan/links", { params: { path: { application } } }))
        }
        revoke={(link) => done(api.DELETE("/api/v1/plan-links/{plan_link}", { params: { path: { plan_link: link } } }))}
      />
    </>
  );
}
