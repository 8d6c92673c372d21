package example.shop.accounts;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class DatabaseConfiguration {

  /** Every wait has an end, so that each request is answered in time while the database is away or stuck. */
  @Bean
  DataSource dataSource(Settings settings) {
    URI url = settings.databaseUrl();
    String[] user = (url.getRawUserInfo() == null ? "" : url.getRawUserInfo()).split(":", 2);
    HikariDataSource pool = new HikariDataSource();
    int port = url.getPort() == -1 ? 5432 : url.getPort();
    pool.setJdbcUrl("jdbc:postgresql://" + url.getHost() + ":" + port + url.getRawPath());
    pool.setUsername(decoded(user[0]));
    if (user.length == 2) {
      pool.setPassword(decoded(user[1]));
    }
    pool.setMaximumPoolSize(10);
    pool.setConnectionTimeout(1_000);
    pool.setValidationTimeout(500);
    pool.setInitializationFailTimeout(-1); // it may come up later than we do
    pool.addDataSourceProperty("connectTimeout", "1");
    pool.addDataSourceProperty("socketTimeout", "2");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("options", "-c statement_timeout=2000 -c lock_timeout=2000");
    return new ShortLine(pool);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
