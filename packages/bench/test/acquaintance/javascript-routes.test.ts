import { expect, it } from "vitest";
import { nodesOf, parsedFile } from "../../src/acquaintance/javascript-tree.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";

const membersOf = (files: Readonly<Record<string, string>>, path: string) => {
  const { routes } = routesInSource(Object.entries(files).map(([name, text]) => ({ path: name, text })));
  return routes.find((route) => route.path === path)?.body?.members.map((member) => member.path.join("."));
};

it.each([
  ["with a type", "const { email, password: secret } = req.body as SignUp;"],
  ["or of nothing", "const { email, password } = (req.body || {}) as SignUp;"],
  ["by a variable", "const sent = req.body; create(sent.email, sent.password);"],
  ["within the request", "const { body: { email, password } } = req;"],
  ["by its name", "const { body } = req; const { email, password } = body;"],
  ["checked", "const { email, password } = signUpSchema.parse(req.body);"],
  ["below a check's value", "const { error, value: { email, password } } = validateSignUp(req.body);"],
  ["in a check's value", "const { error, value } = schema.validate(req.body); const { email, password } = value;"],
  [
    "of a check",
    "const sent = S.safeParse(req.body); if (sent.error) fail(); create(sent.data.email, sent.data.password);",
  ],
  [
    "taken of a check",
    "const sent = S.safeParse(req.body); if (!sent.success) fail(); const { email, password } = sent.data;",
  ],
])("members of a body that is taken apart are read: %s", (_way, text) => {
  const files = { "app.ts": `app.post("/join", async (req: Request, res: Response) => { ${text} });` };
  expect(membersOf(files, "/join")).toEqual(["email", "password"]);
});

it.each([
  ["is called by a function", "(req, res) => accounts.join(req, res)"],
  ["is bound", "accounts.join.bind(accounts)"],
  ["is wrapped", "handled(accounts.join)"],
])("a controller's method is read that %s", (_way, handler) => {
  const files = {
    "routes.ts": `router.post(\n  "/join",\n  ${handler},\n);`,
    "accounts.ts": "export class Accounts { async join(req, res) { const { mail, secret } = req.body; } }",
  };
  expect(membersOf(files, "/join")).toEqual(["mail", "secret"]);
});

it.each([
  ["a function in one line", "exports.checkJoin = (body) => Joi.object({ mail, secret }).validate(body);"],
  ["a function", "exports.checkJoin = (body) => {\n  return Joi.object({ mail: text, secret }).validate(body);\n};"],
  [
    "a named schema",
    "function checkJoin(body) {\n  const s = Joi.object({ mail: text, secret: text });\n  return s.validate(body);\n}",
  ],
  ["options before its keys", "const checkJoin = Joi.object().options({ abortEarly: false }).keys({ mail, secret });"],
])("a schema is read of %s", (_way, text) => {
  const files = {
    "routes.js": 'const { join } = require("./accounts");\nrouter.post("/join", join);',
    "accounts.js": 'const join = require("./join");\nmodule.exports = { join };',
    "join.js":
      'const { checkJoin } = require("./checks");\nasync function join(req, res) { const { error, value } = checkJoin(req.body); await User.create(value); }',
    "checks.js": text,
  };
  expect(membersOf(files, "/join")).toEqual(["mail", "secret"]);
});

it("what a schema calls by a name is as the name says", () => {
  const { routes } = routesInSource([
    {
      path: "app.js",
      text: "const word = Joi.string().required();\nconst text = Joi.string();\nconst joining = Joi.object({ secret: word, word, bio: text });\napp.post('/join', check(joining), join);",
    },
  ]);
  expect(routes[0]?.body?.members).toEqual([
    { path: ["secret"], required: true },
    { path: ["word"], required: true },
    { path: ["bio"], required: false },
  ]);
});

it("schemas are found by a name for the sources' top", () => {
  const files = {
    "src/routes.ts": 'import { join } from "@/schemas/accounts";\nrouter.post("/join", validate(join), accounts.join);',
    "src/schemas/accounts.ts": "export const join = z.object({ mail: z.string(), secret: z.string() });",
  };
  expect(membersOf(files, "/join")).toEqual(["mail", "secret"]);
});

it.each([["user := models.User{}"], ["var user models.User"], ["user := new(models.User)"]])(
  "what Go's handlers read a body into is what is sent: %s",
  (made) => {
    const files = {
      "main.go": `e.POST("/join", Join)\nfunc Join(c echo.Context) error {\n\t${made}\n\tif err := c.Bind(&user); err != nil { return err }\n}`,
      "models/user.go": 'type User struct {\n\tMail string `json:"mail"`\n\tSecret string `json:"secret"`\n}',
    };
    expect(membersOf(files, "/join")).toEqual(["mail", "secret"]);
  },
);

it("routes are mounted by a name for the sources' top", () => {
  const files = {
    "src/app.ts": 'import { router } from "@/routes/routes";\napp.use("/api", router);',
    "src/routes/routes.ts": 'router.post("/join", (req, res) => { const { mail } = req.body; });',
  };
  expect(membersOf(files, "/api/join")).toEqual(["mail"]);
});

it("Fastify's routes with a type are read, and of their schema the body alone", () => {
  const schema = `{ schema: {
    body: { type: "object", properties: { email: { type: "string" }, password: { type: "string" } } },
    response: { 201: { type: "object", properties: { id: { type: "integer" }, role: { type: "string" } } } } } }`;
  const files = {
    "app.ts": `app.post<{ Body: SignUp }>(
  "/join",
  ${schema},
  async (request, reply) => reply.send(await join(request.body)),
);`,
  };
  expect(membersOf(files, "/join")).toEqual(["email", "password"]);
});

it("a line is read as far as a person writes, and the next one whole", () => {
  const file = parsedFile({ path: "app.js", text: `${"a();".repeat(1_000)}\nb();` });
  const calls = file === undefined ? [] : nodesOf(file.top, "CallExpression").map(({ from }) => from);
  expect(calls).toHaveLength(501);
  expect(calls.at(-1)).toBe(4_001);
});
