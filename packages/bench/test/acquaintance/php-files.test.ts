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

const slimController = `<?php
class PeopleController {
    public function login(Request $request, Response $response) {
        $in = $request->getParsedBody();
        return $this->enter($in['email'], $in['password']);
    }
    public function register(Request $request, Response $response) {
        $in = (array) $request->getParsedBody();
        return $this->add($in['name'], $in['email'], $in['password']);
    }
    public function me($request, $response) { return $response; }
}
`;

it("Slim's groups stand before their routes, and their middleware asks for a log-in", () => {
  const proposed = proposedFrom({
    "public/index.php": `<?php
$app->addBodyParsingMiddleware();
$app->group('/api', function (RouteCollectorProxy $api) {
    $api->group('/auth', function ($auth) {
        $auth->post('/register', [PeopleController::class, 'register']);
        $auth->post('/login', PeopleController::class . ':login');
    });
    $api->group('/people', function ($people) {
        $people->get('/me', PeopleController::class . ':me');
    })->add(AuthMiddleware::class);
});
$app->get('/health', HealthAction::class);
`,
    "src/PeopleController.php": slimController,
    "src/User.php": "<?php class User { function login($data) { return $data['nickname']; } }",
  });
  expect(proposed).toMatchObject({
    signUp: ["POST /api/auth/register", { name: "$inputs.name", email: "$inputs.email", password: "$inputs.password" }],
    logIn: ["POST /api/auth/login", { email: "$inputs.email", password: "$inputs.password" }],
    whoAmI: ["GET /api/people/me"],
  });
});

it("Laravel's groups, rules and form requests are read, also without a first slash", () => {
  const proposed = proposedFrom({
    "routes/api.php": `<?php
use Illuminate\\Support\\Facades\\Route;
Route::prefix('v1')->group(function () {
    Route::group(['prefix' => 'auth'], function () {
        Route::post('register', [App\\Http\\Controllers\\AuthController::class, 'register'])->name('register');
        Route::post('login', [AuthController::class, 'login'])->middleware('throttle:login');
    });
    Route::middleware('auth:sanctum')->get('me', [AuthController::class, 'me']);
});
`,
    "app/Http/Controllers/AuthController.php": `<?php
class AuthController extends Controller {
    public function register(RegisterRequest $request) { return User::create($request->validated()); }
    public function login(Request $request) {
        $request->validate(['email' => 'required|email', 'password' => ['required']]);
        return $request->user()->createToken('app')->plainTextToken;
    }
    public function me(Request $request) { return $request->user(); }
}
`,
    "app/Http/Requests/RegisterRequest.php": `<?php
class RegisterRequest extends FormRequest {
    public function rules() {
        return ['name' => 'required|string', 'email' => ['required', 'email'], 'password' => 'required|min:8|confirmed'];
    }
}
`,
  });
  expect(proposed).toMatchObject({
    signUp: [
      "POST /v1/auth/register",
      {
        name: "$inputs.name",
        email: "$inputs.email",
        password: "$inputs.password",
        password_confirmation: "$inputs.password",
      },
    ],
    logIn: ["POST /v1/auth/login", { email: "$inputs.email", password: "$inputs.password" }],
    whoAmI: ["GET /v1/me"],
  });
});
