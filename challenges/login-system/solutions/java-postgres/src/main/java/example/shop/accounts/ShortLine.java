package example.shop.accounts;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A pool at which few may wait; whoever comes when the line is full is told so at once. Everybody who waits keeps a
 * thread: while the database is away, or after a rush, a long line fills all of them, and never gets shorter.
 */
class ShortLine extends DelegatingDataSource implements AutoCloseable {

  private final HikariDataSource pool;
  private final Semaphore places = new Semaphore(100);

  ShortLine(HikariDataSource pool) {
    super(pool);
    this.pool = pool;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (!places.tryAcquire()) {
      throw new SQLTransientConnectionException("too many wait for a connection");
    }
    try {
      return super.getConnection();
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
