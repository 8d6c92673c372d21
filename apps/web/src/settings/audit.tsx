import { Button, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api, done } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { Wrong } from "../shell/wrong.tsx";
import { useWords } from "../words/words.tsx";

export function AuditPart() {
  const words = useWords();
  const log = useInfiniteQuery({
    queryKey: ["audit"],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      done(api.GET("/api/v1/audit", { params: { query: pageParam === "" ? {} : { before: pageParam } } })),
    getNextPageParam: ({ next }) => next,
  });
  if (log.isPending) return <Loading />;
  if (log.error !== null) return <Wrong error={log.error} reset={() => void log.refetch()} />;
  const entries = log.data.pages.flatMap((page) => page.entries);
  return (
    <>
      <p className="settings-text">{words.say("audit.text")}</p>
      <Group gap="sm">
        {(["csv", "ndjson"] as const).map((format) => (
          <Button key={format} component="a" href={`/api/v1/audit/export?format=${format}`} download>
            {words.say(`audit.export.${format}`)}
          </Button>
        ))}
      </Group>
      {entries.length === 0 ? (
        <p className="quiet">{words.say("audit.none")}</p>
      ) : (
        <div className="settings-scroll" tabIndex={0} role="region" aria-label={words.say("settings.audit")}>
          <table className="settings-table">
            <thead>
              <tr>
                <th scope="col">{words.say("audit.when")}</th>
                <th scope="col">{words.say("audit.who")}</th>
                <th scope="col">{words.say("audit.what")}</th>
                <th scope="col">{words.say("audit.which")}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ id, at, actor, actor_name, action, subject }) => (
                <tr key={id}>
                  <td className="when">{words.time(at)}</td>
                  <td>{actor_name ?? words.say("audit.ours", { actor })}</td>
                  <td>{action}</td>
                  <td className="which">{subject}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {log.hasNextPage ? (
        <Group>
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words.say("settings.more")}
          </Button>
        </Group>
      ) : null}
    </>
  );
}
