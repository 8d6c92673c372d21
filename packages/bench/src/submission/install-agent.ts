/**
 * The agent that installs: a process of ours in a network namespace of its own with no way out. It listens there for the
 * sandboxed commands and hands each connection on to the coordinator's proxy, by the path socket that only it can see.
 */
import { flushCompileCache } from "node:module";
import { connect, createServer } from "node:net";
import { type AnswerOf } from "../cell/agent-line.ts";
import { serveAgent } from "../cell/serve-agent.ts";
import { sandboxDriver } from "../sandbox/choose.ts";
import { runInstallCommand } from "./install-command.ts";
import type { InstallAnswers, ToInstallAgent } from "./install-protocol.ts";

async function obey(message: ToInstallAgent): Promise<AnswerOf<InstallAnswers>> {
  if (message.type === "listen") {
    const proxyPort = await forwardTo(message.proxySocket);
    // An agent is ended from outside, so what it compiled is kept now or never.
    flushCompileCache();
    return { type: "listening", fact: { proxyPort } };
  }
  return {
    type: "ran",
    fact: await runInstallCommand(
      message.request,
      sandboxDriver(message.request.builds ? "none" : message.request.sandbox),
    ),
  };
}

/** The port on which it listens. */
function forwardTo(socketPath: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer((client) => {
      const proxy = connect(socketPath);
      client.pipe(proxy).pipe(client);
      for (const [one, other] of [
        [client, proxy],
        [proxy, client],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
    });
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address !== null && typeof address === "object") resolve(address.port);
    });
  });
}

serveAgent(obey);
