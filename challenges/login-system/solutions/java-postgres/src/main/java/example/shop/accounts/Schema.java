package example.shop.accounts;

import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the tables when the database is there, which may be later than we are. Flyway lets one copy at a time do it. */
@Configuration
class Schema {

  private static final Logger log = LoggerFactory.getLogger(Schema.class);

  @Bean
  FlywayMigrationStrategy migrateWhenTheDatabaseIsThere() {
    return flyway -> {
      Thread thread = new Thread(() -> migrate(flyway), "schema");
      thread.setDaemon(true);
      thread.start();
    };
  }

  private static void migrate(Flyway flyway) {
    while (true) {
      try {
        flyway.migrate();
        return;
      } catch (RuntimeException exception) {
        log.warn("the tables could not be made yet: {}", exception.getMessage());
      }
      try {
        Thread.sleep(500);
      } catch (InterruptedException stopping) {
        return;
      }
    }
  }
}
