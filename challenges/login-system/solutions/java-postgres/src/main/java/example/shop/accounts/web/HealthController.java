package example.shop.accounts.web;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {

  private final JdbcClient database;

  HealthController(JdbcClient database) {
    this.database = database;
  }

  /** 503 when the database cannot be reached, or has no tables yet: see {@link ErrorHandler}. */
  @GetMapping("/health")
  Map<String, String> health() {
    database.sql("SELECT FROM password_reset LIMIT 1").query().listOfRows();
    return Map.of("status", "ok");
  }
}
