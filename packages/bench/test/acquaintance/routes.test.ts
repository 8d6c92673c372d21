import { describe, expect, it } from "vitest";
import { carriersIn } from "../../src/acquaintance/carriers.ts";
import { formsIn } from "../../src/acquaintance/html-forms.ts";
import { learnt } from "../../src/acquaintance/learn.ts";
import { parseDocument, routesOfDocument } from "../../src/acquaintance/openapi-document.ts";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import type { Route } from "../../src/acquaintance/route.ts";
import { setUpOf } from "../../src/acquaintance/set-up.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";
import type { Exchange } from "../../src/edge/exchange.ts";
import { proposed, proposedFrom, recognitions } from "./proposing.ts";

describe("a document", () => {
  it("of Swagger 2 is read with its base path, its references and what it needs besides", () => {
    const document = parseDocument(`
swagger: "2.0"
basePath: /v1
paths:
  /accounts:
    post:
      parameters: [{ in: body, name: body, schema: { $ref: "#/definitions/New" } }]
      responses: { 201: { description: made } }
  /accounts/login: { post: { parameters: [{ in: formData, name: email }, { in: formData, name: password }], responses: { 200: {} } } }
definitions:
  New:
    required: [email, password, terms]
    properties: { email: {}, password: {}, terms: { enum: [accepted] }, colour: {} }`);
    const routes = routesOfDocument(document ?? {}, "swagger.yaml");
    expect(proposed(routes)).toMatchObject({
      signUp: "POST /v1/accounts email,password,terms",
      logIn: "POST /v1/accounts/login email,password",
    });
    const { operations } = proposeOperations(recognitions, routes);
    expect(operations["signUp"]?.written).toMatchObject({ json: { terms: "accepted" }, success: [201] });
    expect(operations["logIn"]?.written).toHaveProperty("form");
  });

  it("whose schemas refer to each other in circles is read all the same, and soon", () => {
    const circle = (at: number) =>
      Object.fromEntries(
        Array.from({ length: 30 }, (_, to) => [`p${String(to)}`, { $ref: `#/definitions/S${String((at + to) % 30)}` }]),
      );
    const definitions = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`S${String(at)}`, { properties: circle(at) }]),
    );
    const body = (name: string) => [{ in: "body", schema: { $ref: `#/definitions/${name}` } }];
    const document = {
      swagger: "2.0",
      definitions: { ...definitions, Self: { allOf: [{ $ref: "#/definitions/Self" }] } },
      paths: { "/a": { post: { parameters: body("S1") } }, "/b": { post: { parameters: body("Self") } } },
    };
    const [circles, self] = routesOfDocument(document, "swagger.json");
    expect(circles?.body?.members.length).toBeLessThan(1_000);
    expect(self?.body?.members).toEqual([]);
  });

  it("is not recognised by its summaries, which tell of other operations, too", () => {
    const taken = {
      requestBody: { content: { "application/json": { schema: { properties: { email: {}, password: {} } } } } },
    };
    const document = {
      openapi: "3.0.0",
      paths: {
        "/newsletter": { post: { summary: "Sign up, register, join", ...taken } },
        "/customers": { post: { operationId: "addCustomer", ...taken } },
      },
    };
    expect(proposed(routesOfDocument(document, "openapi.yaml"))).toEqual({ signUp: "POST /customers email,password" });
  });

  it("is told from any other YAML", () => {
    expect(parseDocument("scripts: { start: node . }")).toBeUndefined();
  });
});

describe("source", () => {
  it("of Express, mounted in another file, is read with what its handlers take", () => {
    expect(
      proposedFrom({
        "server.js": `const auth = require("./routes/auth");\napp.use("/api/auth", auth);`,
        "routes/auth.js": `
router.post("/signup", controller.signUp);
router.post("/signin", (req, res) => { const { username, password } = req.body; });`,
        "controllers/auth.js": `exports.signUp = (req, res) => { User.create({ name: req.body.username, email: req.body.email, password: hash(req.body.password) }); };`,
      }),
    ).toMatchObject({
      signUp: "POST /api/auth/signup username,email,password",
      logIn: "POST /api/auth/signin username,password",
    });
  });

  it.each([
    [
      "Flask",
      "app.py",
      `
@app.route("/api/users", methods=["POST"])
def new_user():
    username = request.json.get("username")
    password = request.json.get("password")

@app.route("/api/token")
@auth.login_required
def get_token():
    return request.authorization
`,
      { signUp: "POST /api/users username,password", logIn: "GET /api/token" },
    ],
    [
      "Laravel",
      "routes/api.php",
      `Route::post('/register', function (Request $request) { $request->validate(['name' => 'required', 'email' => 'required|email', 'password' => 'required']); });
Route::post('/login', function (Request $request) { $request->input('email'); $request->input('password'); });`,
      { signUp: "POST /register name,email,password", logIn: "POST /login email,password" },
    ],
    [
      "Spring",
      "AuthController.java",
      `@RestController
@RequestMapping("/api/auth")
class AuthController {
  @PostMapping("/signin")
  public ResponseEntity<?> signin(@Valid @RequestBody LoginRequest request) { }
}
class LoginRequest { private String username; private String password; }`,
      { logIn: "POST /api/auth/signin username,password" },
    ],
    [
      "Go",
      "main.go",
      `r.POST("/register", h.Register)
func (h *Handler) Register(c *gin.Context) {
  var req RegisterRequest
}
type RegisterRequest struct {
  Email string \`json:"email"\`
  Password string \`json:"password"\`
}`,
      { signUp: "POST /register email,password" },
    ],
  ])("of %s is read", (_framework, file, text, expected) => {
    expect(proposedFrom({ [file]: text })).toMatchObject(expected);
  });

  it.each([
    [
      "Joi, behind the controller",
      {
        "routes/auth.js": `const authValidation = require("../validations/auth");
router.post("/register", validate(authValidation.register), authController.register);
router.post("/login", validate(authValidation.login), authController.login);`,
        "validations/auth.js": `const register = {
  body: Joi.object().keys({
    email: Joi.string().required().email(), // "}" is no end
    password: Joi.string().required().pattern(/[{(]/),
    terms: Joi.boolean().required(),
    colour: Joi.string(),
  }),
};
const login = { body: Joi.object().keys({ email: Joi.string().required(), password: Joi.string().required() }) };
module.exports = { register, login };`,
      },
    ],
    [
      "Zod, in TypeScript",
      {
        "src/routes.ts": `import { signUpSchema, logInSchema as known } from "./schemas/auth.js";
router.post("/register", (req, res) => { const input = signUpSchema.parse(req.body); });
router.post("/login", (req, res) => { known.parse(req.body); });`,
        "src/schemas/auth.ts": `export const signUpSchema = z.object({
  email: z.string().email(), password: z.string().min(8), terms: z.literal(true), colour: z.string().optional() });
export const logInSchema = z.object({ email: z.string(), password: z.string() });`,
      },
    ],
    [
      "JSON Schema, in a file of its own",
      {
        "app.js": `const registration = require("./schemas/registration.json");
const { login, replySchema } = require("./schemas");
app.post("/register", { schema: { body: registration, response: { 201: replySchema } } }, async (request) => create(request));
app.post("/login", { schema: login }, async (request) => enter(request));`,
        "schemas/registration.json": `{ "type": "object", "required": ["email", "password", "terms"],
  "properties": { "email": { "type": "string" }, "password": { "type": "string" }, "terms": {}, "colour": {} } }`,
        "schemas/index.js": `exports.login = { body: { type: "object", properties: { email: { type: "string" }, password: {} } } };
exports.replySchema = { required: ["id"], properties: { id: {} } };`,
      },
    ],
  ])("names its schemas in another file: %s", (_kind, files) => {
    expect(proposedFrom(files)).toMatchObject({
      signUp: "POST /register email,password,terms",
      logIn: "POST /login email,password",
    });
  });

  it("of Nest is read with all members of a class whose members have decorators", () => {
    const files = {
      "src/accounts.controller.ts": `
@Controller("accounts")
export class AccountsController {
  @Post()
  async create(@Body() body: SignUpDto) { return this.accounts.create(body); }
}`,
      "src/sign-up.dto.ts": `
export class SignUpDto {
  @Transform(({ value }) => { return value.trim(); })
  @IsEmail()
  email: string;

  @MinLength(10)
  password: string;
}`,
    };
    expect(proposedFrom(files)).toMatchObject({ signUp: "POST /accounts email,password" });
  });

  it("of Flask is read with what its handlers take by variables of any name, one by one or in a loop", () => {
    const files = {
      "app.py": `
@app.post("/shop/join")
def join():
    b = request.get_json(silent=True)
    nick, mail, pw = (b.get(k) for k in ("nick", "mail", "pass"))
    return {}

@shop.post("/shop/enter")
def enter():
    sent = request.json
    return check(sent["nick"], sent.get("pass", ""))
`,
    };
    expect(proposedFrom(files)).toMatchObject({
      signUp: "POST /shop/join nick,mail,pass",
      logIn: "POST /shop/enter nick,pass",
    });
  });

  it.each([
    [
      "JavaScript",
      "app.js",
      `/** app.post("/old/register", signUp) is gone: it took { phone, password } = req.body. */
const notQuoted = /["'\`/*]/; const address = "https://shop.example/"; // router.post("/older/login", logIn)
app.post("/register", (req, res) => { const { email, password } = req.body; /* const { phone } = req.body */ });
app.post("/login", (req, res) => { const { email, password } = req.body; });`,
    ],
    [
      "Python",
      "main.py",
      `
@app.post("/newsletter", summary=register)
def subscribe():
    """Sign up. Was @app.post("/sign-up")
    @app.post("/old/register")
    """
    return request.json["address"]

@app.post(
    "/register",
    summary="Same as log in",
)
def add_member():  # request.json["phone"]
    return add(request.json["email"], request.json["password"])

# @app.post("/older/login")
@app.post("/login", response_model=Registration)
def enter():
    return check(request.json["email"], request.json["password"])
`,
    ],
  ])("in comments and docstrings is no route, and a summary no name: %s", (_language, file, text) => {
    const { routes } = routesInSource([{ path: file, text }]);
    expect(routes.filter(({ path }) => path.startsWith("/old"))).toEqual([]);
    expect(JSON.stringify(routes)).not.toContain("phone");
    expect(proposed(routes)).toEqual({ signUp: "POST /register email,password", logIn: "POST /login email,password" });
  });

  it.each(['os.environ.get("SHOP_DB", "data/shop.db")', 'process.env.SHOP_DB || "./shop.db"'])(
    "names a file for its database in the folder that can be written: %s",
    (text) => {
      const { written } = setUpOf([{ path: "app", text }]);
      expect(written).toEqual({ environment: { SHOP_DB: "${DATA_DIR}/shop.db" } });
    },
  );

  it("says which of our variables its own ones mean, and how its tables are made", () => {
    const { written } = setUpOf([
      {
        path: "config.js",
        text: "host: process.env.MYSQL_HOST, secret: process.env.JWT_SECRET, port: process.env.PORT",
      },
      { path: "manage.py", text: "import django" },
    ]);
    expect(written).toMatchObject({
      environment: { JWT_SECRET: "${AUTH_SECRET}", MYSQL_HOST: "${DATABASE_HOST}" },
      "before-start": "python manage.py migrate --noinput",
    });
  });
});

it("Go's muxes are read below what is stripped for them, with the bodies of the methods beside them", () => {
  const controller = `package accounts
func (c *controller) Login(w http.ResponseWriter, r *http.Request) {
\tdto := new(domain.LoginDTO)
\tif err := utils.ParseJSON(r, dto); err != nil { return }
}
func (c *controller) routes(router *http.ServeMux) {
\tauth := http.NewServeMux()
\tauth.HandleFunc("POST /login", c.Login)
\trouter.Handle("/auth/", http.StripPrefix("/auth", logged(auth)))
}`;
  const files = {
    "accounts/auth.go": "package cases\nfunc (u *cases) Login(email string) error { return nil }",
    "accounts/controller.go": controller,
    "domain/dto.go":
      'package domain\ntype LoginDTO struct {\n\tEmail string `json:"email"`\n\tPassword string `json:"password"`\n}',
  };
  expect(proposedFrom(files)).toEqual({ logIn: "POST /auth/login email,password" });
});

it("a page's form is sent with what the page fills in", async () => {
  const forms = await formsIn(
    `<form method="post" action="index.php?login"><input type="hidden" name="csrf" value="x">
     <input name="user_name"><input type="password" name="user_password"><input type="submit" name="login" value="Go"></form>
     <form action="https://elsewhere.example/"><input name="q"></form>`,
    "/",
  );
  expect(forms).toHaveLength(1);
  const { operations } = proposeOperations(recognitions, forms);
  expect(operations["logIn"]?.written).toMatchObject({
    first: [{ request: "GET /", outputs: { csrf: "$response.form#/csrf" } }],
    request: "POST /index.php?login",
    form: { csrf: "$steps.page.outputs.csrf", user_password: "$inputs.password", login: "Go" },
    grants: "cookies",
  });
});

it("a password with a percent sign is no trouble to what is learnt", async () => {
  const exchange = (operation: string, body: string, reply: string): Exchange => ({
    ...{ id: 1, operation, person: "p", copy: 0, connection: { id: 1, reused: false, from: "127.0.0.1" } },
    request: { method: "POST", path: "/", headers: [], body, bodyBytes: body.length },
    response: { status: 200, headers: [], body: reply, bodyBytes: reply.length, cut: false },
    at: { planned: 0, sent: 0, end: 1 },
  });
  const email = "pubesarepo@nipalugebu.example.com";
  const step = (operation: string, body: string, reply: string) => ({
    ...{ operation, outcome: "works" as const, seen: "" },
    exchanges: [exchange(operation, body, reply)],
  });
  const route = { method: "GET", path: "/", origin: "source", where: "" } as const;
  const operations = { whoAmI: { route, written: {}, doubts: [] } };
  const steps = [
    step("signUp", `{"email":"${email}","password":"a%zz"}`, "{}"),
    step("whoAmI", "", `{"mail":"${email}"}`),
  ];
  const draft = await learnt({ operations, carriers: [] }, steps, recognitions);
  expect(draft.operations["whoAmI"]?.written).toMatchObject({ outputs: { email: "$response.body#/mail" } });
});

it("who is logged in may be asked for by POST where the path says so, and by no other POST", () => {
  const logIn = 'app.post("/login", (req, res) => { const { identity, password } = req.body; });\n';
  const proposedWith = (path: string) => proposedFrom({ "app.js": `${logIn} app.post("${path}", auth, getOne);` });
  expect(proposedWith("/getuser")).toMatchObject({ logIn: "POST /login identity,password", whoAmI: "POST /getuser" });
  expect(proposedWith("/user")).not.toHaveProperty("whoAmI");
});

it.each([
  ["password,password2", ["$inputs.newPassword", "$inputs.newPassword"]],
  ["old_password,password,password2", ["$inputs.currentPassword", "$inputs.newPassword", "$inputs.newPassword"]],
])("a change of password by %s has the new one where it belongs", (names, values) => {
  const members = names.split(",").map((name) => ({ path: [name] }));
  const route: Route = {
    ...{ method: "POST", path: "/change-password", origin: "source", where: "" },
    body: { kind: "json", members },
  };
  const { operations } = proposeOperations(recognitions, [route]);
  expect(Object.values(operations["changePassword"]?.written["json"] ?? {})).toEqual(values);
});

it.each([
  ['const token = req.header("get-token");', ["get-token"]],
  ['const token = request.headers["session-id"];', ["session-id"]],
  ['token := c.GetHeader("My-JWT")', ["My-JWT"]],
  ['const token = req.header("Authorization"); req.header("user-agent");', []],
])("a header of its own that carries the token is tried: %s", (text, headers) => {
  const carried = carriersIn([{ path: "app.js", text }]).flatMap((carrier) => JSON.stringify(carrier));
  for (const header of headers) expect(carried.join(" ")).toContain(header);
  if (headers.length === 0) expect(carried.join(" ")).not.toContain("user-agent");
});
