package example.shop.accounts.mail;

import example.shop.accounts.account.Email;
import example.shop.accounts.password.Passwords;
import example.shop.accounts.web.Refusal;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Delivers in the background, so that no request waits for the mail server or tells by its time whether there was
 * anything to send, and tries again for an hour when that fails. The token is made at each try: it waits nowhere.
 */
@Component
public class Outbox {

  private static final Logger log = LoggerFactory.getLogger(Outbox.class);
  private static final int MOST_PENDING = 1_000;
  private static final int SENT_AT_ONCE = 8;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);
  private static final Duration GIVE_UP_AFTER = Duration.ofHours(1);

  /** What an address waits for; the number of a newer request makes older tries end. */
  private final Map<Email, Long> pending = new HashMap<>();

  private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(SENT_AT_ONCE);
  private final Passwords passwords;
  private final ResetMailer mailer;
  private long requests;

  Outbox(Passwords passwords, ResetMailer mailer) {
    this.passwords = passwords;
    this.mailer = mailer;
  }

  public synchronized void add(Email email) {
    if (pending.size() >= MOST_PENDING && !pending.containsKey(email)) {
      throw Refusal.busy();
    }
    long request = ++requests;
    pending.put(email, request);
    workers.execute(() -> deliver(email, request, FIRST_RETRY, System.nanoTime()));
  }

  private void deliver(Email email, long request, Duration retry, long askedAt) {
    if (!isNewest(email, request)) {
      return;
    }
    try {
      passwords.startReset(email).ifPresent(token -> mailer.send(email, token));
      isDone(email, request);
    } catch (RuntimeException exception) {
      log.warn("a mail could not be sent: {}", exception.getMessage());
      if (System.nanoTime() - askedAt > GIVE_UP_AFTER.toNanos()) {
        isDone(email, request);
        return;
      }
      Duration longer = retry.multipliedBy(2).compareTo(LONGEST_RETRY) < 0 ? retry.multipliedBy(2) : LONGEST_RETRY;
      workers.schedule(() -> deliver(email, request, longer, askedAt), retry.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized boolean isNewest(Email email, long request) {
    return pending.getOrDefault(email, 0L) == request;
  }

  private synchronized void isDone(Email email, long request) {
    pending.remove(email, request);
  }

  /** Those under way are finished; those that failed before are given up. */
  @PreDestroy
  void close() throws InterruptedException {
    workers.shutdown();
    if (!workers.awaitTermination(2, TimeUnit.SECONDS)) {
      workers.shutdownNow();
    }
  }
}
