import { QueryClient } from "@tanstack/react-query";
import { Refused } from "./api/client.ts";

/** What was read from the server, kept while it is looked at. Only what may pass by itself is asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (tries, error) =>
        tries < 3 && error instanceof Refused && ["offline", "away-for-a-moment"].includes(error.body.code),
    },
  },
});
