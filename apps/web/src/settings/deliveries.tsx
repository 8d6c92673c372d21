import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, done } from "../api/client.ts";
import { Loading } from "../shell/loading.tsx";
import { Wrong } from "../shell/wrong.tsx";
import { useWords, type Words } from "../words/words.tsx";

interface Delivery {
  readonly tries: number;
  readonly last_answer: string | null;
  readonly delivered_at: string | null;
  readonly given_up_at: string | null;
}

/** What one address was sent, read when it is unfolded. */
export function Deliveries({ webhook }: { readonly webhook: string }) {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const sent = useQuery({
    queryKey: ["deliveries", webhook],
    queryFn: () => done(api.GET("/api/v1/webhooks/{webhook}/deliveries", { params: { path: { webhook } } })),
    enabled: isOpen,
    refetchInterval: 5_000,
  });
  return (
    <details
      className="under"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>{words.say("webhooks.deliveries")}</summary>
      {!isOpen ? null : sent.isPending ? (
        <Loading />
      ) : sent.error !== null ? (
        <Wrong error={sent.error} reset={() => void sent.refetch()} />
      ) : sent.data.length === 0 ? (
        <p>{words.say("webhooks.deliveries.none")}</p>
      ) : (
        <div className="settings-scroll" tabIndex={0} role="region" aria-label={words.say("webhooks.deliveries")}>
          <table className="settings-table">
            <thead>
              <tr>
                <th scope="col">{words.say("webhooks.delivery.what")}</th>
                <th scope="col">{words.say("webhooks.delivery.when")}</th>
                <th scope="col">{words.say("webhooks.delivery.state")}</th>
              </tr>
            </thead>
            <tbody>
              {sent.data.map((delivery) => (
                <tr key={delivery.id}>
                  <td>{delivery.event}</td>
                  <td className="when">{words.time(delivery.made_at)}</td>
                  <td>{stateOf(delivery, words)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function stateOf({ tries, last_answer, delivered_at, given_up_at }: Delivery, words: Words): string {
  if (delivered_at !== null) return words.say("webhooks.delivered");
  const answer = last_answer ?? "";
  if (given_up_at !== null) return words.say("webhooks.given-up", { tries, answer });
  return tries === 0 ? words.say("webhooks.waiting") : words.say("webhooks.again", { answer });
}
