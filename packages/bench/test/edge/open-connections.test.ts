import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { HttpClient, openConnection } from "../../src/edge/http-client.ts";

it("sends on the connection that was opened for it, and leaves none behind that a stopping server would wait for", async () => {
  const server = createServer((_request, response) => response.end("well"));
  let connections = 0;
  server.on("connection", () => connections++);
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  const socket = await openConnection(port, "127.0.0.1");
  const client = new HttpClient();
  const { response } = await client.send({
    person: "person-1",
    copy: 0,
    port,
    localAddress: "127.0.0.1",
    method: "GET",
    path: "/",
    headers: [["Host", "shop.example"]],
    deadline: 2_000,
    freshConnection: false,
    planned: 0,
    ...(socket === undefined ? {} : { socket }),
  });
  expect({ status: response?.status, connections }).toEqual({ status: 200, connections: 1 });
  client.close();
  server.close();
  await once(server, "close");
});
