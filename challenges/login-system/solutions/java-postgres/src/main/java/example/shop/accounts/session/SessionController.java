package example.shop.accounts.session;

import example.shop.accounts.account.Account;
import example.shop.accounts.account.Accounts;
import example.shop.accounts.account.Email;
import example.shop.accounts.guessing.Guesses;
import example.shop.accounts.guessing.Visitor;
import example.shop.accounts.password.PasswordHasher;
import example.shop.accounts.web.Refusal;
import example.shop.accounts.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SessionController {

  record Credentials(
      @Valid @NotNull(message = "An email is needed.") Email email,
      @NotNull(message = "A password is needed.") @Text(max = 1000, message = "This password is too long.")
          String password) {}

  record LoggedIn(String token) {}

  private final Accounts accounts;
  private final Sessions sessions;
  private final PasswordHasher hasher;
  private final Guesses guesses;

  SessionController(Accounts accounts, Sessions sessions, PasswordHasher hasher, Guesses guesses) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.hasher = hasher;
    this.guesses = guesses;
  }

  @PostMapping("/login")
  LoggedIn logIn(@Valid @RequestBody Credentials credentials, HttpServletRequest request) {
    Optional<Account> account =
        guesses.attempt(
            credentials.email(),
            Visitor.networkOf(request),
            () -> {
              Optional<Account> found = accounts.byEmail(credentials.email());
              // Without an account a password is compared all the same, so that the time does not tell.
              String hash = found.map(Account::passwordHash).orElse(hasher.nobodys());
              return hasher.matches(credentials.password(), hash) ? found : Optional.empty();
            });
    return account.flatMap(sessions::start).map(LoggedIn::new).orElseThrow(Refusal::wrongCredentials);
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logOut(@AuthenticationPrincipal LogIn logIn) {
    sessions.end(logIn);
  }
}
