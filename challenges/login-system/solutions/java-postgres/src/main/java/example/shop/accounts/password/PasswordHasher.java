package example.shop.accounts.password;

import example.shop.accounts.web.Refusal;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords, a few at a time. */
@Component
public class PasswordHasher {

  public static final String RULE = "A password has 12 to 128 characters.";

  /** A hash takes a core and 19 MiB: without a bound, a crowd would take all memory and stop everyone else. */
  private static final int AT_ONCE = 2;

  private static final int IN_LINE = 128;
  private static final long PATIENCE_MS = 3_000;

  /** Argon2id at OWASP's minimum. Each hash names its own algorithm and cost, so that both can be changed later. */
  private final PasswordEncoder encoder =
      new DelegatingPasswordEncoder("argon2", Map.of("argon2", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2)));

  private final Semaphore slots = new Semaphore(AT_ONCE, true);
  private final Semaphore line = new Semaphore(AT_ONCE + IN_LINE);
  private final String nobodys = encoder.encode("");

  public String hash(String password) {
    return inTurn(() -> encoder.encode(password));
  }

  public boolean matches(String password, String hash) {
    return inTurn(() -> encoder.matches(password, hash));
  }

  /** A hash that no password fits, for comparing where there is no account. */
  public String nobodys() {
    return nobodys;
  }

  private <Result> Result inTurn(Supplier<Result> work) {
    if (!line.tryAcquire()) {
      throw Refusal.busy();
    }
    try {
      if (!slots.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
        throw Refusal.busy();
      }
      try {
        return work.get();
      } finally {
        slots.release();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Refusal.busy();
    } finally {
      line.release();
    }
  }
}
