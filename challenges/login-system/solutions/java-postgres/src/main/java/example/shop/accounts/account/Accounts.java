package example.shop.accounts.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
public class Accounts {

  private static final String COLUMNS = "id, email, name, bio, password_hash";

  private final JdbcClient database;

  Accounts(JdbcClient database) {
    this.database = database;
  }

  /** Empty when the email is taken: the database decides, however many ask at once. */
  public Optional<Account> create(Email email, String name, String passwordHash) {
    try {
      return database
          .sql("INSERT INTO account (email, name, password_hash) VALUES (:email, :name, :hash) RETURNING " + COLUMNS)
          .param("email", email.address())
          .param("name", name)
          .param("hash", passwordHash)
          .query(Account.class)
          .optional();
    } catch (DuplicateKeyException taken) {
      return Optional.empty();
    }
  }

  public Optional<Account> byEmail(Email email) {
    return database
        .sql("SELECT " + COLUMNS + " FROM account WHERE email = :email")
        .param("email", email.address())
        .query(Account.class)
        .optional();
  }

  public Optional<Account> byId(UUID id) {
    return database
        .sql("SELECT " + COLUMNS + " FROM account WHERE id = :id")
        .param("id", id)
        .query(Account.class)
        .optional();
  }

  /** Touches only what is given, so that two changes at once both survive. */
  public Optional<Account> update(UUID id, String name, String bio) {
    return database
        .sql(
            "UPDATE account SET name = coalesce(:name, name), bio = coalesce(:bio, bio) WHERE id = :id RETURNING "
                + COLUMNS)
        .param("id", id)
        .param("name", name)
        .param("bio", bio)
        .query(Account.class)
        .optional();
  }

  /** All that belongs to it goes with it. */
  public void delete(UUID id) {
    database.sql("DELETE FROM account WHERE id = :id").param("id", id).update();
  }
}
