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

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
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
        const [name = ""] = volume.split(":");
        if (!name.startsWith(".")) expect(Object.keys(volumes)).toContain(name);
      }
    }
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
