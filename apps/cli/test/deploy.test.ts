import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { root } from "../src/house.ts";

const textOf = (path: string): string => readFileSync(join(root, path), "utf8");
const templates = "deploy/helm/assay/templates";

/** What server and worker read, by the schema with which they read it. */
const variablesOf = (app: "server" | "worker"): readonly string[] =>
  [...textOf(`apps/${app}/src/configuration.ts`).matchAll(/^ {2}([A-Z][A-Z0-9_]+): z\./gm)].map(
    ([, name = ""]) => name,
  );
const read = { server: variablesOf("server"), worker: variablesOf("worker") } as const;

/** What the engine reads where it runs, and what the storage's own client reads. */
const alsoRead = {
  server: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "OTEL_SERVICE_NAME"],
  worker: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "ASSAY_CACHE", "ASSAY_INSTALL_HOSTS"],
} as const;
const known = (app: "server" | "worker") => [...read[app], ...alsoRead[app]];

interface Mount {
  readonly source: string;
  readonly target: string;
  readonly volume?: { readonly subpath?: string };
}

/** What only the server may have: a worker runs strangers' programs. */
const serversAlone = [
  "ASSAY_SECRET",
  "SMTP_URL",
  "ASSAY_MAIL_FROM",
  "ASSAY_METRICS_TOKEN",
  "ASSAY_WORKER_DATABASE_URL",
];

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly (string | Mount)[];
  readonly networks?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>;
  readonly privileged?: boolean;
  readonly ports?: readonly string[];
}
const compose = parse(textOf("deploy/compose.yaml")) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, object>>;
  readonly volumes: Readonly<Record<string, object>>;
};

test("every variable that server and worker read is told in docs/operators.md", () => {
  const page = textOf("docs/operators.md");
  expect(read.server.length).toBeGreaterThan(10);
  expect(read.worker).toContain("DATABASE_URL");
  const all = [...new Set([...known("server"), ...known("worker")])];
  expect(all.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

describe("the compose file", () => {
  test.each(["server", "worker"] as const)("gives %s only variables that it reads", (app) => {
    const given = Object.keys(compose.services[app]?.environment ?? {});
    expect(given).toContain("DATABASE_URL");
    expect(given.filter((name) => !known(app).includes(name))).toEqual([]);
  });

  test("asks for nothing that the example of deploy/.env does not tell", () => {
    const told = [...textOf("deploy/env.example").matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name);
    const asked = [...textOf("deploy/compose.yaml").matchAll(/\$\{([A-Z0-9_]+)/g)].map(([, name]) => name);
    expect([...new Set(asked)].filter((name) => !told.includes(name))).toEqual([]);
    expect(told.filter((name) => !asked.includes(name))).toEqual([]);
  });

  test("names only services, networks and volumes that it has", () => {
    const { services, networks, volumes } = compose;
    expect(Object.keys(services).sort()).toEqual(["caddy", "postgres", "server", "worker"]);
    for (const service of Object.values(services)) {
      const others = service.depends_on ?? [];
      for (const other of Array.isArray(others) ? (others as readonly string[]) : Object.keys(others)) {
        expect(Object.keys(services)).toContain(other);
      }
      for (const network of service.networks ?? []) expect(Object.keys(networks)).toContain(network);
      for (const volume of service.volumes ?? []) {
        const [name = ""] = typeof volume === "string" ? volume.split(":") : [volume.source];
        if (!name.startsWith(".")) expect(Object.keys(volumes)).toContain(name);
      }
    }
  });

  test("gives the worker nothing that opens sessions, mail or people: not by a variable, the database or a folder", () => {
    const { worker, server } = compose.services;
    expect(serversAlone.filter((name) => name in (worker?.environment ?? {}))).toEqual([]);
    const role = (url = "") => new URL(url.replaceAll(/\$\{[^}]+\}/g, "x")).username;
    expect(role(worker?.environment?.["DATABASE_URL"])).toBe("assay_worker");
    expect(role(server?.environment?.["DATABASE_URL"])).toBe("assay");
    expect(role(server?.environment?.["ASSAY_WORKER_DATABASE_URL"])).toBe("assay_worker");
    expect(JSON.stringify(worker)).not.toContain("POSTGRES_PASSWORD");
    // The secret of sessions lies in the data folder itself.
    expect(worker?.volumes).toEqual([
      { type: "volume", source: "data", target: "/var/lib/assay/files", volume: { subpath: "files" } },
      "cache:/var/cache/assay",
    ]);
  });

  test("opens nothing to the outside but Caddy, and makes nobody privileged but the worker", () => {
    const having = (is: (service: Service) => boolean) =>
      Object.entries(compose.services).flatMap(([name, service]) => (is(service) ? [name] : []));
    expect(having(({ ports }) => ports !== undefined)).toEqual(["caddy"]);
    expect(having(({ privileged }) => privileged === true)).toEqual(["worker"]);
    expect(compose.services["postgres"]?.networks).toEqual(["inside"]);
    expect(compose.networks["inside"]).toEqual({ internal: true });
  });
});

describe("the Helm chart", () => {
  const names = (text: string) => [...text.matchAll(/- name: ([A-Z][A-Z0-9_]+)$/gm)].map(([, name = ""]) => name);

  test.each(["server", "worker"] as const)("gives %s only variables that it reads", (app) => {
    const given = names(textOf(`${templates}/${app}.yaml`));
    expect(given.length).toBeGreaterThan(2);
    expect(given.filter((name) => !known(app).includes(name))).toEqual([]);
  });

  test("gives the worker nothing that opens sessions, mail or people: not by a variable, the database or a folder", () => {
    const text = textOf(`${templates}/worker.yaml`);
    expect(names(text).filter((name) => serversAlone.includes(name))).toEqual([]);
    expect(text).toMatch(
      /name: DATABASE_URL\n\s+valueFrom:\n\s+secretKeyRef: \{[^\n]+ key: ASSAY_WORKER_DATABASE_URL \}/,
    );
    expect(text).not.toContain("envFrom");
    const mounts = [...text.matchAll(/- name: data\n\s+mountPath: (\S+)\n\s+subPath: (\S+)/g)];
    expect(mounts.map(([, path, subPath]) => [path, subPath])).toEqual([["/var/lib/assay/data/files", "data/files"]]);
    expect([...text.matchAll(/mountPath: \/var\/lib/g)]).toHaveLength(1);
  });

  test("keeps in its secret only what the server reads", () => {
    const { secret } = parse(textOf("deploy/helm/assay/values.yaml")) as { readonly secret: Record<string, string> };
    expect(Object.keys(secret).filter((name) => !known("server").includes(name))).toEqual([]);
    const text = textOf(`${templates}/secret.yaml`);
    expect(Object.keys(secret).filter((name) => !text.includes(name))).toEqual([]);
  });

  test("uses only values that values.yaml has", () => {
    const values = parse(textOf("deploy/helm/assay/values.yaml")) as Record<string, unknown>;
    const used = readdirSync(join(root, templates)).flatMap((file) =>
      [...textOf(`${templates}/${file}`).matchAll(/\.Values\.([A-Za-z0-9_.]+)/g)].map(([, path = ""]) => path),
    );
    const has = (path: string) => {
      let at: unknown = values;
      for (const part of path.split(".")) at = (at as Record<string, unknown> | undefined)?.[part];
      return at !== undefined;
    };
    expect(used.length).toBeGreaterThan(15);
    expect(used.filter((path) => !has(path))).toEqual([]);
  });
});

test("the images set only variables that are read, and ask for health where the server answers", () => {
  const dockerfile = textOf("deploy/Dockerfile");
  const set = [...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = ""]) =>
    [...line.matchAll(/\b([A-Z_]+)=/g)].map(([, name = ""]) => name),
  );
  const all: readonly string[] = [...known("server"), ...known("worker")];
  expect(set.filter((name) => !all.includes(name))).toEqual([]);
  expect(dockerfile).toContain("/api/health");
});
