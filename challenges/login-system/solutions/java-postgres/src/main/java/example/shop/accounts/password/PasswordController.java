package example.shop.accounts.password;

import example.shop.accounts.account.Account;
import example.shop.accounts.account.Accounts;
import example.shop.accounts.account.Email;
import example.shop.accounts.guessing.Guesses;
import example.shop.accounts.guessing.Visitor;
import example.shop.accounts.guessing.Window;
import example.shop.accounts.mail.Outbox;
import example.shop.accounts.session.LogIn;
import example.shop.accounts.web.Refusal;
import example.shop.accounts.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PasswordController {

  private static final String TOO_LONG = "This is too long.";

  record PasswordChange(
      @NotNull(message = "The current password is needed.") @Text(max = 1000, message = TOO_LONG)
          String currentPassword,
      @NotNull(message = "A new password is needed.") @Text(min = 12, max = 128, message = PasswordHasher.RULE)
          String newPassword) {}

  record Forgotten(@Valid @NotNull(message = "An email is needed.") Email email) {}

  record Reset(
      @Valid @NotNull(message = "An email is needed.") Email email,
      @NotNull(message = "A token is needed.") @Text(max = 1000, message = TOO_LONG) String token,
      @NotNull(message = "A new password is needed.") @Text(min = 12, max = 128, message = PasswordHasher.RULE)
          String newPassword) {}

  private final Accounts accounts;
  private final Passwords passwords;
  private final PasswordHasher hasher;
  private final Guesses guesses;
  private final Outbox outbox;
  private final Window<Email> mails = new Window<>(10, Duration.ofMinutes(15), InstantSource.system());

  PasswordController(
      Accounts accounts, Passwords passwords, PasswordHasher hasher, Guesses guesses, Outbox outbox) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.hasher = hasher;
    this.guesses = guesses;
    this.outbox = outbox;
  }

  @PostMapping("/me/password")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(
      @AuthenticationPrincipal LogIn logIn, @Valid @RequestBody PasswordChange wanted, HttpServletRequest request) {
    Account account = accounts.byId(logIn.accountId()).orElseThrow(Refusal::notLoggedIn);
    guesses
        .attempt(
            new Email(account.email()),
            Visitor.networkOf(request),
            () ->
                Optional.of(account)
                    .filter(found -> hasher.matches(wanted.currentPassword(), found.passwordHash())))
        .orElseThrow(() -> new Refusal(HttpStatus.FORBIDDEN, "The current password is wrong."));
    if (!passwords.change(account, hasher.hash(wanted.newPassword()), logIn)) {
      throw new Refusal(HttpStatus.FORBIDDEN, "The current password is wrong.");
    }
  }

  /** Answered before anything is looked up, so that neither words nor time tell whether there is an account. */
  @PostMapping("/password/forgot")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Map<String, String> forgot(@Valid @RequestBody Forgotten forgotten) {
    if (!mails.take(forgotten.email())) {
      throw Refusal.tooManyTries();
    }
    outbox.add(forgotten.email());
    return Map.of("message", "If there is an account with this email, a mail comes.");
  }

  @PostMapping("/password/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void reset(@Valid @RequestBody Reset reset, HttpServletRequest request) {
    if (!passwords.canReset(reset.email(), reset.token())
        || !passwords.finishReset(reset.email(), reset.token(), hasher.hash(reset.newPassword()))) {
      throw new Refusal(HttpStatus.BAD_REQUEST, "This link is no longer good. Please ask for a new one.");
    }
    guesses.forgive(reset.email(), Visitor.networkOf(request));
  }
}
