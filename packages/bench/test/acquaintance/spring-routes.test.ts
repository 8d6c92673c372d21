import { expect, it } from "vitest";
import { proposeOperations } from "../../src/acquaintance/proposed.ts";
import { routesInSource } from "../../src/acquaintance/source-routes.ts";
import { proposedFrom, recognitions } from "./proposing.ts";

const controller = `package shop.people;
@RestController
@CrossOrigin(origins = "*", maxAge = 3600)
@RequestMapping("/api/auth")
public class PeopleController {
    private final PeopleService service;

    @PostMapping("/signup")
    public ResponseEntity<?> register(@Valid @RequestBody SignUpRequest request) {
        if (service.exists(request.getEmail())) { return ResponseEntity.badRequest().body("taken"); }
        return ResponseEntity.ok(service.save(request));
    }

    @PostMapping(value = "/signin", consumes = "application/json")
    public ResponseEntity<?> authenticate(@Valid @RequestBody SignInRequest request) {
        return ResponseEntity.ok(service.enter(request));
    }

    @GetMapping("/me")
    public Person me(@AuthenticationPrincipal Person person) { return person; }
}
`;
const requests = {
  "src/main/java/shop/people/SignUpRequest.java": `package shop.people;
@Data
public class SignUpRequest {
    private static final long serialVersionUID = 1L;
    @NotBlank @Size(min = 3, max = 20)
    private String username;
    @NotBlank @Email private String email;
    private Set<String> role;
    @NotBlank
    @JsonProperty("pass_word")
    private String password;
    private String nickname;
}
`,
  "src/main/java/shop/people/SignInRequest.java": `package shop.people;
public record SignInRequest(@NotBlank String username, @NotBlank String password) {}
`,
};
const usual = {
  signUp: "POST /api/auth/signup username,email,pass_word,nickname",
  logIn: "POST /api/auth/signin username,password",
  whoAmI: "GET /api/auth/me",
};

it("Spring's controllers say where they answer, and their types what they take", () => {
  expect(proposedFrom({ "src/main/java/shop/people/PeopleController.java": controller, ...requests })).toMatchObject(
    usual,
  );
});

it.each([
  [
    "constants, of its own and of others",
    {
      "src/main/java/shop/people/PeopleController.java": controller
        .replace('("/api/auth")', '(path = Paths.BASE + "/auth")')
        .replace('"/signup"', "{ SIGN_UP }")
        .replace("private final", 'static final String SIGN_UP = "/" + "signup";\n    private final'),
      "src/main/java/shop/Paths.java": 'package shop;\npublic interface Paths { String BASE = "/api"; }\n',
    },
  ],
  [
    "the verb among the arguments",
    {
      "src/main/java/shop/people/PeopleController.java": controller
        .replace('@PostMapping("/signup")', '@RequestMapping(value = "/signup", method = RequestMethod.POST)')
        .replace("@PostMapping(value", "@RequestMapping(method = { RequestMethod.POST }, value"),
    },
  ],
  [
    "settings",
    {
      "src/main/java/shop/people/PeopleController.java": controller.replace('"/api/auth"', '"${shop.people:/wrong}"'),
      "src/main/resources/application.yml": "server:\n  servlet:\n    context-path: /api\nshop:\n  people: /auth\n",
    },
  ],
  [
    "an interface that it implements",
    {
      "src/main/java/shop/people/PeopleController.java": controller
        .replace('@RequestMapping("/api/auth")\n', "")
        .replaceAll(/@(?:Post|Get)Mapping\([^)]*\)/g, "@Override")
        .replaceAll("@Valid @RequestBody ", "")
        .replace("PeopleController {", "PeopleController implements PeopleApi {"),
      "src/main/java/shop/people/PeopleApi.java": `package shop.people;
@RequestMapping("/api/auth")
public interface PeopleApi {
    @PostMapping("/signup") ResponseEntity<?> register(@Valid @RequestBody SignUpRequest request);
    @PostMapping("/signin") ResponseEntity<?> authenticate(@Valid @RequestBody SignInRequest request);
    @GetMapping("/me") Person me(@AuthenticationPrincipal Person person);
}
`,
    },
  ],
])("Spring's paths are made of %s", (_how, files) => {
  expect(proposedFrom({ ...files, ...requests })).toMatchObject(usual);
});

const closing = `package shop;
@Configuration
public class Security {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(to -> to.requestMatchers("/register", "/open/**").permitAll().anyRequest().authenticated());
        FORM
        return http.build();
    }
}
`;
const register = `package shop;
@RestController
public class RegisterController {
    @PostMapping("/register")
    void register(@RequestBody Map<String, String> body) {
        String email = body.get("email"); String password = body.get("password");
    }
    @GetMapping("/greeting") String greeting() { return "hello"; }
    @GetMapping("/open/greeting") String openGreeting() { return "hello"; }
}
`;
const filter = `package shop;
public class LogInFilter extends UsernamePasswordAuthenticationFilter {
    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        READ
        return manager.authenticate(token);
    }
}
`;

it.each([
  [
    "a filter, which reads JSON",
    filter.replace(
      "READ",
      "Credentials c = new ObjectMapper().readValue(request.getInputStream(), Credentials.class);",
    ),
    "",
    "POST /login email,password",
  ],
  [
    "a filter, which reads a form",
    filter.replace(
      "READ",
      'String email = request.getParameter("email"); String pass = request.getParameter("password");',
    ),
    "",
    "POST /login email,password",
  ],
  [
    "a filter that is put elsewhere",
    filter.replace(
      "READ",
      "Credentials c = new ObjectMapper().readValue(request.getInputStream(), Credentials.class);",
    ),
    'LogInFilter filter = new LogInFilter(manager); filter.setFilterProcessesUrl("/api/enter");',
    "POST /api/enter email,password",
  ],
  [
    "Spring Security's own form",
    "",
    'http.formLogin(form -> form.loginPage("/sign-in").loginProcessingUrl("/sign-in/check").usernameParameter("mail"));',
    "POST /sign-in/check mail,password",
  ],
])("a log-in is answered by %s", (_how, filterText, form, logIn) => {
  const proposed = proposedFrom({
    "src/main/java/shop/Security.java": closing.replace("FORM", form),
    "src/main/java/shop/RegisterController.java": register,
    "src/main/java/shop/LogInFilter.java": filterText,
    "src/main/java/shop/Credentials.java":
      "package shop;\npublic class Credentials { private String email, password; private Long id; }\n",
  });
  expect(proposed).toMatchObject({ signUp: "POST /register email,password", logIn });
});

it("where only those who are logged in may ask, any address says that they are", () => {
  const files = {
    "src/main/java/shop/Security.java": closing.replace("FORM", ""),
    "src/main/java/shop/RegisterController.java": register,
  };
  expect(proposedFrom(files)).toMatchObject({ whoAmI: "GET /greeting" });
});

it("a type without rules is sent whole, but for what the app sets itself; an enum as what a stranger may be", () => {
  const { routes } = routesInSource([
    {
      path: "src/main/java/shop/RegisterController.java",
      text: register.replace("Map<String, String> body", "Newcomer newcomer"),
    },
    {
      path: "src/main/java/shop/Newcomer.java",
      text: "package shop;\npublic class Newcomer extends Named { private Long id; String email; String password; Role role; private int age = 3; List<Order> orders; }\n",
    },
    { path: "src/main/java/shop/Named.java", text: "package shop;\npublic class Named { protected String city; }\n" },
    {
      path: "src/main/java/shop/Role.java",
      text: 'package shop;\npublic enum Role { ADMIN("a"), USER("u"); private final String letter; }\n',
    },
  ]);
  const { signUp } = proposeOperations(recognitions, routes).operations;
  expect(signUp?.written["json"]).toEqual({
    city: "something",
    email: "$inputs.email",
    password: "$inputs.password",
    role: "USER",
    age: 30,
  });
});

it("what Spring Security asks a log-in for by its path is who is logged in, where the rest is open", () => {
  const rules = `package shop;
public class Security {
    SecurityFilterChain chain(HttpSecurity http) throws Exception {
        return http.authorizeRequests().antMatchers(HttpMethod.GET, "/api/auth/admin/**").hasRole("ADMIN")
            .antMatchers("/api/auth/people/**").authenticated().anyRequest().permitAll().and().build();
    }
}
`;
  const people = controller.replace(
    '@GetMapping("/me")\n    public Person me(@AuthenticationPrincipal Person person) { return person; }',
    '@GetMapping("/people/current") public Person a() { return b; }\n    @GetMapping("/admin/profile") public Person c() { return b; }',
  );
  const files = { "src/main/java/shop/people/PeopleController.java": people, ...requests };
  const found = routesInSource(
    Object.entries({ ...files, "src/main/java/shop/Security.java": rules }).map(([path, text]) => ({ path, text })),
  ).routes.filter(({ method, credential }) => method === "GET" && credential === true);
  expect(found.map(({ path }) => path)).toEqual(["/api/auth/people/current"]);
  expect(proposedFrom({ ...files, "src/main/java/shop/Security.java": rules })["whoAmI"]).toBe(
    "GET /api/auth/people/current",
  );
});
