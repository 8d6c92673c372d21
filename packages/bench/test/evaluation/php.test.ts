import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { php } from "../../src/submission/languages/php.ts";
import { checkIn, evaluated, evidenceOf } from "./evaluating.ts";

const toolchain = await php.toolchain().catch(() => undefined);
const hasSite = toolchain?.environment?.["PHP_SITE_NGINX"] !== undefined;

/** One file that answers whatever is no file, as a project in PHP has it. */
const frontController = `<?php
header('content-type: application/json');
$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($path === '/health') { exit('{}'); }
if ($path === '/slow') { usleep(2_000_000); exit('{}'); }
if ($path !== '/act') { http_response_code(404); exit('{"error":{"message":"not here"}}'); }
session_start();
$_SESSION['times'] = ($_SESSION['times'] ?? 0) + 1;
error_log('a line of the project');
$word = json_decode(file_get_contents('php://input'))->word;
$told = ['REMOTE_ADDR', 'HTTPS', 'HTTP_AUTHORIZATION', 'HTTP_X_FORWARDED_PROTO', 'SERVER_NAME', 'REQUEST_URI', 'SCRIPT_NAME'];
echo json_encode([
    'word' => $word,
    'server' => array_intersect_key($_SERVER, array_flip($told)),
    'environment' => [getenv('PUBLIC_URL'), $_ENV['PUBLIC_URL'], $_SERVER['PUBLIC_URL']],
    'settings' => [PHP_SAPI, ini_get('display_errors'), ini_get('zend.exception_ignore_args'), session_save_path()],
]);
`;

const project = {
  "public/index.php": frontController,
  "public/plain.php": "<?php echo 'plain';",
  "public/folder/index.php": "<?php echo 'folder';",
  "public/style.css": "a {}",
  "public/.env": "PASSWORD=1",
  "public/.git/config": "[core]",
  "public/composer.json": "{}",
  "public/composer.lock": "{}",
  "secret.txt": "secret",
};

let shop: string;
beforeEach(async () => {
  shop = join(await mkdtemp(join(tmpdir(), "assay-php-")), "shop");
});
afterEach(() => rm(dirname(shop), { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(shop, name)), { recursive: true });
    await writeFile(join(shop, name), text);
  }
}

const notServed = ["/.env", "/.git/config", "/composer.json", "/composer.lock", "/.%65nv"];

interface Seen {
  readonly served: Readonly<Record<string, { readonly status: number; readonly body: string }>>;
  readonly told: readonly { readonly isWord: boolean; readonly body: string }[];
  readonly publicAddress: string;
  readonly logged: readonly string[];
}

describe.skipIf(!hasSite)("a project in PHP (skipped where PHP, php-fpm, nginx or Composer is not installed)", () => {
  it("runs on php-fpm behind nginx, twice at once, and is told of the visitor", async () => {
    await write(project);
    const evaluation = await evaluated(shop, ["answer", "paths"]);
    expect(evaluation.result.submission).toMatchObject({
      language: "php",
      runtime: expect.stringMatching(/^PHP \d+\.\d+\.\d+, php-fpm behind nginx$/) as unknown,
    });
    expect(checkIn(evaluation, "answer").outcome).toBe("pass");
    const { served, told, publicAddress, logged } = evidenceOf(evaluation, "paths") as Seen;
    expect(told.map(({ isWord }) => isWord)).toEqual([true, true]);
    expect(JSON.parse(told[0]?.body ?? "")).toMatchObject({
      server: {
        REMOTE_ADDR: publicAddress,
        HTTPS: "on",
        HTTP_AUTHORIZATION: "Bearer abc",
        HTTP_X_FORWARDED_PROTO: "https",
        SERVER_NAME: "shop.example",
        REQUEST_URI: "/act",
        SCRIPT_NAME: "/index.php",
      },
      environment: ["https://shop.example", "https://shop.example", "https://shop.example"],
      settings: ["fpm-fcgi", "", "1", "/data/php-sessions"],
    });
    expect(logged.filter((line) => line.endsWith("a line of the project"))).not.toEqual([]);
    expect(served["/plain.php"]).toEqual({ status: 200, body: "plain" });
    expect(served["/folder"]).toEqual({ status: 200, body: "folder" });
    expect(served["/style.css"]).toEqual({ status: 200, body: "a {}" });
    for (const path of notServed) expect(served[path]).toMatchObject({ status: 404 });
    const bodies = Object.values(served).map(({ body }) => body);
    expect(bodies.filter((body) => /secret|PASSWORD|\[core\]/.test(body))).toEqual([]);
  });

  it("that is told to stop answers what it was asked, and ends", async () => {
    await write(project);
    const evaluation = await evaluated(shop, ["stop-while-asked", "stop"]);
    expect(checkIn(evaluation, "stop-while-asked")).toMatchObject({ outcome: "pass" });
    expect(checkIn(evaluation, "stop").outcome).toBe("pass");
  });

  it("that turns errors on in its own .user.ini has them, and what comes before the site is done first", async () => {
    await write({
      ...project,
      "public/.user.ini": "display_errors = On\n",
      "assay.yaml": "start: php before.php && exec php-site public\n",
      "before.php": "<?php file_put_contents(getenv('DATA_DIR') . '/before', 'done');",
      "public/plain.php": "<?php echo file_get_contents(getenv('DATA_DIR') . '/before'), 1 / 0;",
    });
    const evaluation = await evaluated(shop, ["paths", "stop"]);
    const { served } = evidenceOf(evaluation, "paths") as Seen;
    expect(served["/plain.php"]?.body).toMatch(/^done[^]*Division by zero/);
    expect(evaluation.result.submission.runtime).toMatch(/php-fpm behind nginx$/);
    expect(checkIn(evaluation, "stop").outcome).toBe("pass");
  });
});

describe.skipIf(toolchain === undefined)("a project in PHP without nginx", () => {
  it("runs on PHP's own server, with the same view of the visitor and the same files", async () => {
    await write({
      ...project,
      "assay.yaml": "start: env -u PHP_SITE_NGINX php-site public\n",
    });
    const evaluation = await evaluated(shop, ["answer", "paths", "stop"]);
    expect(checkIn(evaluation, "answer").outcome).toBe("pass");
    const { served, told, publicAddress } = evidenceOf(evaluation, "paths") as Seen;
    expect(JSON.parse(told[1]?.body ?? "")).toMatchObject({
      server: { REMOTE_ADDR: publicAddress, HTTPS: "on", HTTP_AUTHORIZATION: "Bearer abc", SCRIPT_NAME: "/index.php" },
      settings: ["cli-server", "", "1", "/data/php-sessions"],
    });
    expect(served["/folder"]).toEqual({ status: 200, body: "folder" });
    for (const path of notServed) expect(served[path]).toMatchObject({ status: 404 });
    expect(checkIn(evaluation, "stop").outcome).toBe("pass");
  });
});
