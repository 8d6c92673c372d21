import { Button, CopyButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { toldOf } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";
import { languageName } from "./language-name.ts";
import { download, type PortalState } from "./portal-api.ts";
import { taskToken } from "./token.ts";

/** The way to the code: a repository of their own, or files. */
export function Get({ state: { repository, challenge } }: { readonly state: PortalState }) {
  const words = useWords();
  const take = useMutation({ mutationFn: ([path, name]: readonly [string, string]) => download(path, name) });
  const command = `git clone ${repository.replace("://", `://task:${taskToken() ?? ""}@`)} ${challenge.id}`;
  const files = [
    ...(challenge.has_contract
      ? [{ label: words.say("task.get.contract"), path: "/api/v1/portal/contract.yaml", name: "contract.yaml" }]
      : []),
    ...challenge.starters.map((starter) => ({
      label: words.say("task.get.starter", { language: languageName(starter) }),
      path: `/api/v1/portal/starters/${starter}`,
      name: `${challenge.id}-${starter}.zip`,
    })),
  ];
  return (
    <section className="task-part" aria-labelledby="get">
      <h2 id="get">{words.say("task.get")}</h2>
      <p>{words.say("task.get.text")}</p>
      <div className="task-command">
        <code tabIndex={0} role="group" aria-label={words.say("task.get.command")}>
          {command}
        </code>
        <CopyButton value={command} timeout={3_000}>
          {({ copied, copy }) => (
            <Button onClick={copy}>{words.say(copied ? "task.get.copied" : "task.get.copy")}</Button>
          )}
        </CopyButton>
      </div>
      {files.length === 0 ? null : (
        <>
          <p className="soft">{words.say("task.get.or")}</p>
          <div className="form-acts">
            {files.map(({ label, path, name }) => (
              <Button
                key={path}
                onClick={() => {
                  take.mutate([path, name]);
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        </>
      )}
      {take.error === null ? null : (
        <p className="refused" role="alert">
          {toldOf(take.error, words)}
        </p>
      )}
    </section>
  );
}
