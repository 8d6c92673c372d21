import { expect, it } from "vitest";
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
