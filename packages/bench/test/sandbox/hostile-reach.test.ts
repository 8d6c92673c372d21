import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { secret } from "./job.ts";
import { describeModes } from "./modes.ts";
import { findingsOf } from "./run-job.ts";

const project = fileURLToPath(new URL("../../../..", import.meta.url));
const timeout = 30_000;

let otherCell: string;
let listener: Server;
let listenerConnections = 0;

beforeAll(async () => {
  otherCell = mkdtempSync(join(tmpdir(), "assay-other-cell-"));
  writeFileSync(join(otherCell, "secret"), secret);
  listener = createServer((socket) => {
    listenerConnections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, "0.0.0.0", resolve));
});

afterAll(() => {
  listener.close();
  rmSync(otherCell, { recursive: true });
});

describeModes("a submission that reaches out, $mode", (run) => {
  it("sees no file, process or environment of the host's", { timeout }, async () => {
    const paths = [project, join(project, "package.json"), otherCell, join(otherCell, "secret")];
    const word = secret.slice(0, -1);
    const report = await run({ program: "host-reader.py", arguments: [word, ...paths] });
    const seen = findingsOf(report) as {
      opened: string[];
      found: string[];
      processes: number;
      accounts: string[];
      root: string[];
    };
    // Its own command line holds the word: that is how it knows what to look for, and that it can find it.
    expect(seen.found.every((place) => place.endsWith("/cmdline"))).toBe(true);
    expect(seen.found.length).toBeGreaterThan(0);
    expect(seen.opened).toEqual([]);
    expect(seen.processes).toBeLessThanOrEqual(3);
    expect(seen.accounts).toEqual(["root", "app", "nobody"]);
    expect(seen.root.filter((name) => !/^(s?bin|lib\w*|usr)$/.test(name))).toEqual([
      "dev",
      "etc",
      "hostile",
      "opt",
      "proc",
      "tmp",
    ]);
  });

  it("reaches nothing beyond the cell: no host, no name server, no machine around it", { timeout }, async () => {
    const port = (listener.address() as AddressInfo).port;
    const addresses = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ family }) => family === "IPv4");
    const targets = addresses.map(({ address }) => `${address}:${port}`);
    expect(targets.length).toBeGreaterThan(0);
    const seen = findingsOf(await run({ program: "outward.py", arguments: targets }));
    expect(seen).toEqual({ reached: [], interfaces: ["lo"] });
    expect(listenerConnections).toBe(0);
  });

  it("finds one port in the cell, the tap's, and no socket without a path", { timeout }, async () => {
    const seen = findingsOf(await run({ program: "port-scan.py" }));
    expect(seen).toEqual({ answering: [5432], abstract: [], datagrams: [] });
  });

  it("can listen in on nobody's traffic and forge nobody's packets", { timeout }, async () => {
    expect(findingsOf(await run({ program: "sniffer.py" }))).toEqual({ opened: [] });
  });

  it("can signal and trace only its own processes", { timeout }, async () => {
    expect(findingsOf(await run({ program: "outsider-killer.py" }))).toEqual({ signalled: [], traced: [] });
  });

  it("writes only where it may, and its links lead nowhere else", { timeout }, async () => {
    const paths = [
      join(project, "planted"),
      join(otherCell, "secret"),
      "/hostile/planted",
      "/shown/planted",
      "/shown/secret",
    ];
    const seen = findingsOf(await run({ program: "outside-writer.py", arguments: paths, show: otherCell }));
    expect(seen).toEqual({ written: [] });
  });

  it("gains no right: no namespace, mount, user, capability or unguarded system call", { timeout }, async () => {
    const seen = findingsOf(await run({ program: "climber.py" })) as {
      gained: string[];
      rights: Record<string, string>;
    };
    expect(seen.gained).toEqual([]);
    const none = "0000000000000000";
    expect(seen.rights).toMatchObject({
      CapInh: none,
      CapPrm: none,
      CapEff: none,
      CapBnd: none,
      CapAmb: none,
      NoNewPrivs: "1",
    });
    expect(seen.rights["Uid"]).toBe("64012\t64012\t64012\t64012");
  });
});
