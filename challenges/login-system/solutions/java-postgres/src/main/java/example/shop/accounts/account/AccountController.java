package example.shop.accounts.account;

import example.shop.accounts.password.PasswordHasher;
import example.shop.accounts.session.LogIn;
import example.shop.accounts.web.Refusal;
import example.shop.accounts.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AccountController {

  private static final String NAME = "A name has 1 to 200 characters, on one line.";

  record NewAccount(
      @Valid @NotNull(message = "An email is needed.") Email email,
      @NotNull(message = "A password is needed.") @Text(min = 12, max = 128, message = PasswordHasher.RULE)
          String password,
      @NotNull(message = "A name is needed.") @Text(min = 1, max = 200, singleLine = true, message = NAME)
          String name) {}

  /** What is not sent stays as it is. */
  record ProfileChange(
      @Text(min = 1, max = 200, singleLine = true, message = NAME) String name,
      @Text(max = 1000, message = "A bio has at most 1000 characters.") String bio) {}

  record SignedUp(Profile user) {}

  record Profile(UUID id, String email, String name, String bio) {
    static Profile of(Account account) {
      return new Profile(account.id(), account.email(), account.name(), account.bio());
    }
  }

  private final Accounts accounts;
  private final PasswordHasher hasher;

  AccountController(Accounts accounts, PasswordHasher hasher) {
    this.accounts = accounts;
    this.hasher = hasher;
  }

  @PostMapping("/signup")
  @ResponseStatus(HttpStatus.CREATED)
  SignedUp signUp(@Valid @RequestBody NewAccount wanted) {
    return accounts
        .create(wanted.email(), wanted.name(), hasher.hash(wanted.password()))
        .map(account -> new SignedUp(Profile.of(account)))
        .orElseThrow(() -> new Refusal(HttpStatus.CONFLICT, "There is already an account with this email."));
  }

  @GetMapping("/me")
  Profile whoAmI(@AuthenticationPrincipal LogIn logIn) {
    return accounts.byId(logIn.accountId()).map(Profile::of).orElseThrow(Refusal::notLoggedIn);
  }

  @PatchMapping("/me")
  Profile update(@AuthenticationPrincipal LogIn logIn, @Valid @RequestBody ProfileChange change) {
    return accounts
        .update(logIn.accountId(), change.name(), change.bio())
        .map(Profile::of)
        .orElseThrow(Refusal::notLoggedIn);
  }

  @DeleteMapping("/me")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@AuthenticationPrincipal LogIn logIn) {
    accounts.delete(logIn.accountId());
  }
}
