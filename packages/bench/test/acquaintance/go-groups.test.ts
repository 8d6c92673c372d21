import { expect, it } from "vitest";
import { proposedFrom } from "./proposing.ts";

const handlers = `package handlers
type credentials struct { Email string \`json:"email"\`; Password string \`json:"password"\` }
func SignUp(c *gin.Context) { var in credentials; c.ShouldBindJSON(&in) }
func LogIn(c *gin.Context) { var in credentials; c.ShouldBindJSON(&in) }
func Me(c *gin.Context) {}
`;
const routes = (receiver: string, signature: string) => `package routes
${signature} {
  ${receiver}.POST("/register", handlers.SignUp)
  ${receiver}.POST("/login", handlers.LogIn)
  ${receiver}.GET("/me", handlers.Me)
}`;
const below = (prefix: string) => ({
  signUp: `POST ${prefix}/register email,password`,
  logIn: `POST ${prefix}/login email,password`,
  whoAmI: `GET ${prefix}/me`,
});

it.each([
  [
    "a function that is given a group",
    {
      "main.go": 'func main() { r := gin.Default()\n api := r.Group("/api/v1")\n routes.Auth(api)\n }',
      "routes/auth.go": routes("router", "func Auth(router *gin.RouterGroup)"),
    },
    "/api/v1",
  ],
  [
    "a group that is made where the function is called",
    {
      "main.go": 'func main() { r := gin.Default()\n routes.Auth(r.Group("/api", middleware.Log()))\n }',
      "routes/auth.go": routes("router", "func Auth(router *gin.RouterGroup)"),
    },
    "/api",
  ],
  [
    "groups in groups, in functions in functions",
    {
      "main.go": "func main() { app := fiber.New()\n routes.SetUp(app)\n }",
      "routes/all.go": 'func SetUp(app *fiber.App) { api := app.Group("/api")\n v1 := api.Group("/v1")\n Auth(v1)\n }',
      "routes/auth.go": routes("auth", 'func Auth(router fiber.Router) { auth := router.Group("/auth")\n').replace(
        / \{\n {2}auth\.POST/,
        "\n  auth.POST",
      ),
    },
    "/api/v1/auth",
  ],
  [
    "a block of chi's",
    {
      "main.go":
        'func main() { r := chi.NewRouter()\n r.Route("/api", func(r chi.Router) {\n r.Route("/users", func(r chi.Router) {\n r.Post("/register", SignUp)\n r.Post("/login", LogIn)\n r.Get("/me", Me)\n })\n })\n }',
    },
    "/api/users",
  ],
  [
    "a router of its own that is mounted",
    {
      "main.go": 'func main() { r := chi.NewRouter()\n r.Mount("/auth", routes.Auth())\n }',
      "routes/auth.go": routes("r", "func Auth() chi.Router").replace("{\n", "{\n r := chi.NewRouter()\n"),
    },
    "/auth",
  ],
  [
    "the function of two that is in the file of that name",
    {
      "main.go":
        'func main() { r := gin.Default()\n userHandler.Register(r.Group("/users"))\n shopHandler.Register(r.Group("/shops"))\n }',
      "handlers/shop.go": 'func (h *ShopHandler) Register(g *gin.RouterGroup) {\n g.GET("/all", h.All)\n }',
      "handlers/user.go": routes("g", "func (h *UserHandler) Register(g *gin.RouterGroup)"),
    },
    "/users",
  ],
])("routes in Go are read below %s", (_what, files, prefix) => {
  const proposed = proposedFrom({ "handlers/handlers.go": handlers, ...files });
  expect(proposed).toMatchObject(below(prefix));
});

it("a function that calls itself ends the search", () => {
  const files = {
    "a.go": 'func Auth(r *gin.RouterGroup) { Auth(r.Group("/deeper"))\n r.POST("/login", handlers.LogIn)\n }',
  };
  expect(proposedFrom({ "handlers/handlers.go": handlers, ...files })["logIn"]).toMatch(/\/login email,password$/);
});
