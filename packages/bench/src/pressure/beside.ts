import type { RawRequest, World } from "../check/world.ts";
import { AddressIncomplete } from "../operations/request.ts";
import type { Beside } from "./incident.ts";

/** Broken requests at once. */
const stormers = 40;
const slowOnes = 200;

/** What is sent beside the visits: at the addresses of these operations, where they take a body. */
export function besideOf(world: World, operations: readonly string[]): Beside {
  const { edge, app, canaries } = world;
  return {
    async malformedStorm(rate, act) {
      let isOver = false;
      const broken = await brokenRequests();
      const crowd = edge.people(stormers).map(async (visitor, index) => {
        for (let turn = index; !isOver; turn++) {
          const due = world.now() + (stormers / rate) * 1_000;
          await edge.request(visitor, { ...(broken[turn % broken.length] as RawRequest), deadline: 5_000 });
          await world.sleep(Math.max(0, due - world.now()));
        }
      });
      try {
        await act();
      } finally {
        isOver = true;
        await Promise.all(crowd);
      }
    },
    async slowClients(act) {
      const slow = await edge.slowClients(slowOnes, { everyMs: 200 });
      try {
        await act();
      } finally {
        await slow.close();
      }
    },
  };

  async function brokenRequests(): Promise<readonly RawRequest[]> {
    const stranger = edge.person();
    const known = operations.filter((operation) => app.knows(operation));
    const requests = await Promise.all(
      known.map((operation) =>
        // At an address that needs more than a stranger has, there is nothing to be broken.
        app.requestFor(stranger, operation).catch((error: unknown) => {
          if (error instanceof AddressIncomplete) return undefined;
          throw error;
        }),
      ),
    );
    const posts = requests
      .filter((request) => request !== undefined)
      .flatMap(({ method, path }): RawRequest[] =>
        method === "GET"
          ? []
          : [
              { method, path, body: "{" },
              { method, path, body: "[".repeat(2_000) },
              { method, path, body: "a=b", headers: { "content-type": "text/plain" } },
            ],
      );
    return [...posts, { method: "GET", path: `/${canaries.word()}` }];
  }
}
