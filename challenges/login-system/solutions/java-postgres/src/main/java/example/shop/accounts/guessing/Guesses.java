package example.shop.accounts.guessing;

import example.shop.accounts.account.Email;
import example.shop.accounts.web.Refusal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Slows the guessing of passwords three ways. Who guesses from one network is stopped there, and the owner still gets in
 * from elsewhere. Many networks guessing at one account stop it for a minute at most, and a reset by mail opens it. One
 * network trying many accounts is stopped too.
 */
@Component
public class Guesses {

  private record Pair(Email account, String network) {}

  private final Window<Pair> byPair;
  private final Window<Email> byAccount;
  private final Window<String> byNetwork;

  Guesses() {
    this(InstantSource.system());
  }

  Guesses(InstantSource clock) {
    byPair = new Window<>(10, Duration.ofMinutes(10), clock);
    byAccount = new Window<>(15, Duration.ofMinutes(1), clock);
    byNetwork = new Window<>(100, Duration.ofMinutes(10), clock);
  }

  /**
   * What verifying yields, if there are tries left. A try is counted before its outcome is known, so that tries at the
   * same instant are counted too.
   *
   * @throws Refusal when there are none
   */
  public <Proof> Optional<Proof> attempt(Email account, String network, Supplier<Optional<Proof>> verify) {
    Pair pair = new Pair(account, network);
    take(pair);
    boolean wasWrong = false;
    try {
      Optional<Proof> proof = verify.get();
      wasWrong = proof.isEmpty();
      if (!wasWrong) {
        byPair.forget(pair);
      }
      return proof;
    } finally {
      if (!wasWrong) { // neither a right password nor one that could not be verified is a guess
        giveBack(pair);
      }
    }
  }

  /** Opens the account to someone at this network who has shown that its mailbox is theirs. */
  public void forgive(Email account, String network) {
    byAccount.forget(account);
    byPair.forget(new Pair(account, network));
  }

  /** Counts in each window, or in none. */
  private void take(Pair pair) {
    if (!byPair.take(pair)) {
      throw Refusal.tooManyTries();
    }
    if (!byNetwork.take(pair.network())) {
      byPair.giveBack(pair);
      throw Refusal.tooManyTries();
    }
    if (!byAccount.take(pair.account())) {
      byPair.giveBack(pair);
      byNetwork.giveBack(pair.network());
      throw Refusal.tooManyTries();
    }
  }

  private void giveBack(Pair pair) {
    byPair.giveBack(pair);
    byNetwork.giveBack(pair.network());
    byAccount.giveBack(pair.account());
  }
}
