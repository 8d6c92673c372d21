package example.shop.accounts.password;

import example.shop.accounts.account.Account;
import example.shop.accounts.account.Email;
import example.shop.accounts.session.LogIn;
import example.shop.accounts.session.Sessions;
import example.shop.accounts.session.Tokens;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
public class Passwords {

  private final JdbcClient database;
  private final Sessions sessions;

  Passwords(JdbcClient database, Sessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /** Also ends every other log-in and any reset under way. False when another change came first. */
  @Transactional
  public boolean change(Account account, String newHash, LogIn kept) {
    int changed =
        database
            .sql("UPDATE account SET password_hash = :new WHERE id = :id AND password_hash = :old")
            .param("id", account.id())
            .param("old", account.passwordHash())
            .param("new", newHash)
            .update();
    if (changed == 0) {
      return false;
    }
    sessions.endAllBut(kept);
    database.sql("DELETE FROM password_reset WHERE account_id = :id").param("id", account.id()).update();
    return true;
  }

  /** A token that is good for an hour and replaces any older one; empty when there is no such account. */
  public Optional<String> startReset(Email email) {
    String token = Tokens.create();
    int started =
        database
            .sql(
                """
                INSERT INTO password_reset (account_id, token_digest, expires_at)
                SELECT id, :digest, now() + interval '1 hour' FROM account WHERE email = :email
                ON CONFLICT (account_id)
                DO UPDATE SET token_digest = excluded.token_digest, expires_at = excluded.expires_at
                """)
            .param("email", email.address())
            .param("digest", Tokens.digest(token))
            .update();
    return started == 1 ? Optional.of(token) : Optional.empty();
  }

  /** Asked before the new password is hashed, so that a made-up token costs us nothing. */
  public boolean canReset(Email email, String token) {
    return database
        .sql(
            """
            SELECT EXISTS (
              SELECT FROM password_reset JOIN account ON id = account_id
              WHERE email = :email AND token_digest = :digest AND expires_at > now())
            """)
        .param("email", email.address())
        .param("digest", Tokens.digest(token))
        .query(Boolean.class)
        .single();
  }

  /**
   * Uses the token up, sets the password and ends every log-in. False when the token is no longer good. The account is
   * locked first, as by all that change one, so that none waits for another in a circle.
   */
  @Transactional
  public boolean finishReset(Email email, String token, String newHash) {
    Optional<UUID> id =
        database
            .sql("SELECT id FROM account WHERE email = :email FOR NO KEY UPDATE")
            .param("email", email.address())
            .query(UUID.class)
            .optional();
    if (id.isEmpty()) {
      return false;
    }
    int used =
        database
            .sql("DELETE FROM password_reset WHERE account_id = :id AND token_digest = :digest AND expires_at > now()")
            .param("id", id.get())
            .param("digest", Tokens.digest(token))
            .update();
    if (used == 0) {
      return false;
    }
    database
        .sql("UPDATE account SET password_hash = :hash WHERE id = :id")
        .param("id", id.get())
        .param("hash", newHash)
        .update();
    sessions.endAll(id.get());
    return true;
  }
}
