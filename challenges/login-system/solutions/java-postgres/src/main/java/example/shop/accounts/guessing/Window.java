package example.shop.accounts.guessing;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Counts tries by key, so many in so much time. */
public class Window<Key> {

  /** A crowd of made-up keys must not fill the memory. */
  private static final int MOST_KEYS = 100_000;

  private record Count(int tries, long endsAt) {}

  private final Map<Key, Count> counts = new HashMap<>();
  private final int most;
  private final Duration length;
  private final InstantSource clock;

  public Window(int most, Duration length, InstantSource clock) {
    this.most = most;
    this.length = length;
    this.clock = clock;
  }

  /** Counts a try. False when there are none left. */
  public synchronized boolean take(Key key) {
    long now = clock.millis();
    Count count = counts.get(key);
    if (count == null || count.endsAt() <= now) {
      if (counts.size() >= MOST_KEYS) {
        counts.values().removeIf(old -> old.endsAt() <= now);
      }
      if (counts.size() >= MOST_KEYS) {
        return false;
      }
      counts.put(key, new Count(1, now + length.toMillis()));
      return true;
    }
    if (count.tries() >= most) {
      return false;
    }
    counts.put(key, new Count(count.tries() + 1, count.endsAt()));
    return true;
  }

  public synchronized void giveBack(Key key) {
    counts.computeIfPresent(key, (same, count) -> new Count(Math.max(0, count.tries() - 1), count.endsAt()));
  }

  public synchronized void forget(Key key) {
    counts.remove(key);
  }
}
