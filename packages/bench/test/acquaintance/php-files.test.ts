import { expect, it } from "vitest";
import challenge from "../../../../challenges/login-system/challenge.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";

function proposedFrom(files: Readonly<Record<string, string>>) {
  const { routes } = routesInSource(Object.entries(files).map(([path, text]) => ({ path, text })));
  const { operations } = proposeOperations(challenge.acquaintance?.recognitions ?? {}, routes);
  return Object.fromEntries(
    Object.entries(operations).map(([name, { written }]) => [
      name,
      [written["request"], written["json"] ?? written["form"]].filter((part) => part !== undefined),
    ]),
  );
}

const profile = "<?php session_start(); if (!isset($_SESSION['id'])) exit; echo $_SESSION['name'];";

it("files of a site answer where they lie, with the fields and the button that they read", () => {
  const proposed = proposedFrom({
    "index.php": "<?php echo 'hello';",
    "register.php":
      "<?php if (isset($_POST['submit'])) { $name = $_POST['username']; $e = $_POST['email']; $p = $_POST[ \"password\" ]; }",
    "login.php": "<?php $u = $_POST['username'] ?? ''; $p = $_POST['password'];",
    "profile.php": profile,
    "includes/signup.php": "<?php $x = $_POST['password'];",
  });
  expect(proposed).toMatchObject({
    signUp: [
      "POST /register.php",
      { submit: "1", username: "$inputs.userName", email: "$inputs.email", password: "$inputs.password" },
    ],
    logIn: ["POST /login.php", { username: "$inputs.userName", password: "$inputs.password" }],
    whoAmI: ["GET /profile.php"],
  });
});

it("what lies above the folder that is served is no address, and decoded JSON says its members", () => {
  const proposed = proposedFrom({
    "public/index.php": "<?php echo 1;",
    "public/api/register.php":
      '<?php $data = json_decode(file_get_contents("php://input")); add($data->email, $data->password);',
    "public/api/login.php":
      "<?php $in = json_decode(file_get_contents('php://input'), true); go($in['email'], $in['password']);",
    "login.php": "<?php $p = $_POST['password'];",
  });
  expect(proposed).toMatchObject({
    signUp: ["POST /api/register.php", { email: "$inputs.email", password: "$inputs.password" }],
    logIn: ["POST /api/login.php", { email: "$inputs.email", password: "$inputs.password" }],
  });
});
