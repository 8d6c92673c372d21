package example.shop.accounts.session;

import example.shop.accounts.account.Account;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

@Repository
public class Sessions {

  private final JdbcClient database;

  Sessions(JdbcClient database) {
    this.database = database;
  }

  /**
   * A token for a log-in of a week; empty when the password was changed meanwhile. Locking the account makes this wait
   * for such a change, and see it.
   */
  public Optional<String> start(Account account) {
    String token = Tokens.create();
    int started =
        database
            .sql(
                """
                INSERT INTO session (token_digest, account_id, expires_at)
                SELECT :digest, id, now() + interval '7 days' FROM account
                WHERE id = :id AND password_hash = :hash FOR SHARE
                """)
            .param("digest", Tokens.digest(token))
            .param("id", account.id())
            .param("hash", account.passwordHash())
            .update();
    return started == 1 ? Optional.of(token) : Optional.empty();
  }

  public Optional<LogIn> find(String token) {
    byte[] digest = Tokens.digest(token);
    return database
        .sql("SELECT account_id FROM session WHERE token_digest = :digest AND expires_at > now()")
        .param("digest", digest)
        .query(UUID.class)
        .optional()
        .map(accountId -> new LogIn(accountId, digest));
  }

  public void end(LogIn logIn) {
    database.sql("DELETE FROM session WHERE token_digest = :digest").param("digest", logIn.tokenDigest()).update();
  }

  public void endAll(UUID accountId) {
    database.sql("DELETE FROM session WHERE account_id = :id").param("id", accountId).update();
  }

  public void endAllBut(LogIn kept) {
    database
        .sql("DELETE FROM session WHERE account_id = :id AND token_digest <> :digest")
        .param("id", kept.accountId())
        .param("digest", kept.tokenDigest())
        .update();
  }

  @Scheduled(initialDelay = 1, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
  void sweep() {
    database.sql("DELETE FROM session WHERE expires_at < now()").update();
    database.sql("DELETE FROM password_reset WHERE expires_at < now()").update();
  }
}
