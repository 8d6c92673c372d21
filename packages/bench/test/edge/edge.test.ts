import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { Waiting } from "../../src/cell/waiting.ts";
import { createCanaries } from "../../src/edge/canaries.ts";
import { RecordingEdge } from "../../src/edge/edge.ts";
import { jsonOf, statusOf } from "../../src/edge/exchange.ts";
import { HttpClient } from "../../src/edge/http-client.ts";
import { numberPeople, People } from "../../src/edge/people.ts";
import { Operator } from "../../src/operations/operator.ts";

const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function listening(server: {
  listen(port: number, host: string, done: () => void): unknown;
  address(): unknown;
}) {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

async function edgeBefore(handler: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handler);
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return edgeAt(await listening(server));
}

async function edgeBeforeRaw(handler: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    handler(socket);
  });
  closing.push(
    () => server.close(),
    () => sockets.forEach((socket) => socket.destroy()),
  );
  return edgeAt(await listening(server));
}

function edgeAt(port: number) {
  const client = new HttpClient();
  closing.push(() => client.close());
  const canaries = createCanaries(7, "test");
  const people = new People(() => canaries);
  const edge = new RecordingEdge({
    ports: [port],
    publicUrl: "https://shop.example",
    client,
    people,
    waiting: new Waiting(),
  });
  return { edge, people };
}

const echo = (request: IncomingMessage, response: ServerResponse) => {
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({ from: request.socket.remoteAddress, headers: request.headers, raw: request.rawHeaders }),
  );
};

describe("an email of a person", () => {
  it("is one that any library takes: below a name reserved for examples, with an ending that is in use", () => {
    for (let count = 0; count < 20; count++)
      expect(createCanaries(7, count).email()).toMatch(/^[a-z]+@[a-z]+\.example\.com$/);
  });
});

describe("a password of a person", () => {
  it("is one that the usual rules take, which ask for a sign of a few and refuse all others", () => {
    for (let count = 0; count < 50; count++) {
      const password = createCanaries(7, count).password();
      expect(password).toMatch(/^[A-Za-z\d@$!%*?&]{16}$/);
      expect(password).toMatch(/^[\w!@#$%^&*]{16}$/);
      expect(password).toMatch(/[@$!%*?&]/);
    }
  });
});

describe("the edge", () => {
  it("keeps the first 64 KiB of an answer, or as much as is asked for", async () => {
    const { edge } = await edgeBefore((_request, response) => void response.end("x".repeat(3_000_000)));
    const keptOf = async (keepBytes?: number) => {
      const asked = { method: "GET", path: "/", ...(keepBytes === undefined ? {} : { keepBytes }) };
      const { response } = await edge.request(edge.person(), asked);
      return [response?.body.length, response?.cut];
    };
    expect(await keptOf()).toEqual([65_536, true]);
    expect(await keptOf(4_000_000)).toEqual([3_000_000, false]);
  });

  it("connects for each person from an address of their own and appends their public one", async () => {
    const { edge } = await edgeBefore(echo);
    const [ada, ben] = edge.people(2) as [ReturnType<typeof edge.person>, ReturnType<typeof edge.person>];
    const seen = await Promise.all(
      [ada, ben].map((person) => edge.request(person, { method: "GET", path: "/", forwardedFor: "9.9.9.9" })),
    );
    const [first, second] = seen.map(
      (exchange) => jsonOf(exchange) as { from: string; headers: Record<string, string> },
    );
    expect(first?.from).toBe(ada.localAddress);
    expect(second?.from).toBe(ben.localAddress);
    expect(first?.from).not.toBe(second?.from);
    expect(first?.headers["x-forwarded-for"]).toBe(`9.9.9.9, ${ada.publicAddress}`);
    expect(first?.headers["x-forwarded-proto"]).toBe("https");
    expect(first?.headers["host"]).toBe("shop.example");
  });

  it("gives the people of two checks in one cell addresses of their own", () => {
    const numbering = numberPeople();
    const [one, other] = ["one", "other"].map((check) => new People(() => createCanaries(1, check), numbering));
    const all = [...(one?.people(3) ?? []), ...(other?.people(3) ?? [])];
    expect(new Set(all.map(({ localAddress }) => localAddress)).size).toBe(6);
    expect(new Set(all.map(({ publicAddress }) => publicAddress)).size).toBe(6);
    expect(new Set(all.map(({ id }) => id)).size).toBe(6);
  });

  it("gives nine hundred people nine hundred pairs of addresses", () => {
    const people = new People(() => createCanaries(1, "many"));
    const all = people.people(900);
    expect(new Set(all.map(({ localAddress }) => localAddress)).size).toBe(900);
    expect(new Set(all.map(({ publicAddress }) => publicAddress)).size).toBe(900);
  });

  it("keeps a person's connection and says so", async () => {
    const { edge } = await edgeBefore(echo);
    const ada = edge.person();
    const first = await edge.request(ada, { method: "GET", path: "/" });
    const second = await edge.request(ada, { method: "GET", path: "/" });
    const third = await edge.request(ada, { method: "GET", path: "/", freshConnection: true });
    expect([first, second, third].map(({ connection }) => connection.reused)).toEqual([false, true, false]);
    expect(second.connection.id).toBe(first.connection.id);
  });

  it("keeps and sends Secure cookies, as the browser behind its TLS does", async () => {
    const { edge, people } = await edgeBefore((request, response) => {
      if (request.url === "/login")
        response.setHeader("set-cookie", "session=abc; HttpOnly; Secure; SameSite=Lax; Path=/");
      echo(request, response);
    });
    const ada = edge.person();
    await edge.request(ada, { method: "POST", path: "/login", body: "{}" });
    const seen = jsonOf(await edge.request(ada, { method: "GET", path: "/me" })) as { headers: Record<string, string> };
    expect(seen.headers["cookie"]).toBe("session=abc");
    expect(people.cookiesOf(ada)[0]).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax" });
  });

  it("forgets a cookie that the reply ends", async () => {
    const { edge, people } = await edgeBefore((request, response) => {
      response.setHeader("set-cookie", request.url === "/in" ? "session=abc" : "session=; Max-Age=0");
      response.end();
    });
    const ada = edge.person();
    await edge.request(ada, { method: "POST", path: "/in" });
    await edge.request(ada, { method: "POST", path: "/out" });
    expect(people.cookiesOf(ada)).toEqual([]);
  });

  it("says that a POST without a body is empty, as browsers do", async () => {
    const { edge } = await edgeBefore(echo);
    const seen = jsonOf(await edge.request(edge.person(), { method: "POST", path: "/" })) as {
      headers: Record<string, string>;
    };
    expect(seen.headers).toMatchObject({ "content-length": "0" });
    expect(seen.headers).not.toHaveProperty("transfer-encoding");
    expect(seen.headers).not.toHaveProperty("content-type");
  });

  it("cuts an endless answer and does not hang on it", async () => {
    const { edge } = await edgeBefore((_request, response) => {
      const flood = Buffer.alloc(64 * 1024, "x");
      const pump = () => {
        while (!response.destroyed && response.write(flood));
      };
      response.on("drain", pump);
      pump();
    });
    const exchange = await edge.request(edge.person(), { method: "GET", path: "/" });
    expect(exchange.failure?.kind).toBe("too-long");
    expect(exchange.response?.cut).toBe(true);
    expect(exchange.response?.body.length).toBe(64 * 1024);
  });

  it("tells no answer, garbage, a closed line and a refused one apart", async () => {
    const silent = await edgeBeforeRaw(() => undefined);
    const garbage = await edgeBeforeRaw((socket) => socket.end("\u0000\u0001 hello, I am not HTTP\r\n\r\n"));
    const closer = await edgeBeforeRaw((socket) => socket.once("data", () => socket.end()));
    const nobody = edgeAt(1);
    const kinds = [];
    for (const { edge } of [silent, garbage, closer, nobody]) {
      const exchange = await edge.request(edge.person(), { method: "GET", path: "/", deadline: 300 });
      expect(statusOf(exchange)).toBe(0);
      kinds.push(exchange.failure?.kind);
    }
    expect(kinds).toEqual(["timeout", "malformed", "closed", "refused"]);
  });

  it("stops waiting for a body that dribbles past the deadline", async () => {
    const { edge } = await edgeBefore((_request, response) => {
      const timer = setInterval(() => response.write("x"), 20);
      response.on("close", () => clearInterval(timer));
    });
    const exchange = await edge.request(edge.person(), { method: "GET", path: "/", deadline: 200 });
    expect(exchange.failure?.kind).toBe("timeout");
    expect(exchange.response?.status).toBe(200);
  });

  it("sends a big body without holding it, and keeps the refusal that comes meanwhile", async () => {
    const { edge } = await edgeBefore((request, response) => {
      let bytes = 0;
      request.on("data", (chunk: Buffer) => (bytes += chunk.length));
      request.on("end", () => response.end(JSON.stringify({ bytes })));
    });
    const exchange = await edge.request(edge.person(), {
      method: "POST",
      path: "/",
      body: { repeat: "0123456789", times: 100_000 },
    });
    expect(jsonOf(exchange)).toEqual({ bytes: 1_000_000 });
    expect(exchange.request.bodyBytes).toBe(1_000_000);
  });

  it("lets everybody ask at the same instant, each on a line that is open already", async () => {
    const arrivals: number[] = [];
    const { edge, people } = await edgeBefore((request, response) => {
      arrivals.push(performance.now());
      setTimeout(() => echo(request, response), 50);
    });
    const operator = new Operator({
      binding: { ask: { method: "GET", path: "/", success: [200] } },
      usualInputs: () => ({}),
      edge,
      people,
    });
    const attempts = await operator.together(edge.people(8), "ask");
    expect(attempts.every(({ accepted }) => accepted)).toBe(true);
    const spread =
      Math.max(...attempts.map(({ exchange }) => exchange.at.sent)) -
      Math.min(...attempts.map(({ exchange }) => exchange.at.sent));
    const answered = Math.min(...attempts.map(({ exchange }) => exchange.at.end));
    // All were on their way before the first was answered: that is what "together" promises.
    expect(spread).toBeLessThan(answered - (attempts[0]?.exchange.at.sent ?? 0));
    expect(new Set(attempts.map(({ exchange }) => exchange.connection.id)).size).toBe(8);
  });

  it("sends once more on a new connection when a kept one is closed under it", async () => {
    const { edge } = await edgeBeforeRaw((socket) => {
      socket.once("data", () => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
        socket.once("data", () => socket.destroy());
      });
    });
    const person = edge.person();
    const statuses: number[] = [];
    for (const method of ["GET", "POST", "GET", "PATCH"]) {
      statuses.push(statusOf(await edge.request(person, { method, path: "/" })));
    }
    expect(statuses).toEqual([200, 200, 200, 200]);
  });
});
