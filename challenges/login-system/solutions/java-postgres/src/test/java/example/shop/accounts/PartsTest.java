package example.shop.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import example.shop.accounts.account.Email;
import example.shop.accounts.guessing.Window;
import example.shop.accounts.password.PasswordHasher;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {

  private final Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

  @Test
  void anEmailIsOneWhateverItsCaseAndTheSpacesAroundIt() {
    assertThat(new Email(" Anna@Example.COM ")).isEqualTo(new Email("anna@example.com"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna", "a@b", "a@b.example,c@d.example", "a@b.example\r\nBcc: c@d.example", "A <a@b.example>"})
  void whatIsNoAddressIsRefused(String text) {
    assertThat(validator.validate(new Email(text))).isNotEmpty();
  }

  @Test
  void aHashFitsItsPasswordAlone() {
    PasswordHasher hasher = new PasswordHasher();
    String hash = hasher.hash("Correct-horse-7");
    assertThat(hash).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hasher.matches("Correct-horse-7", hash)).isTrue();
    assertThat(hasher.matches("correct-horse-7", hash)).isFalse();
    assertThat(hasher.matches("Correct-horse-7", hasher.nobodys())).isFalse();
  }

  @Test
  void triesRunOutAndComeBack() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Window<String> window = new Window<>(2, Duration.ofMinutes(1), now::get);
    assertThat(window.take("anna")).isTrue();
    assertThat(window.take("anna")).isTrue();
    assertThat(window.take("anna")).isFalse();
    assertThat(window.take("bert")).isTrue();
    window.giveBack("anna");
    assertThat(window.take("anna")).isTrue();
    now.set(Instant.EPOCH.plusSeconds(61));
    assertThat(window.take("anna")).isTrue();
  }
}
