package example.shop.accounts.web;

import org.springframework.http.HttpStatus;

/** Ends a request with words for the person who made it. */
public class Refusal extends RuntimeException {

  private final HttpStatus status;

  public Refusal(HttpStatus status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  public HttpStatus status() {
    return status;
  }

  public static Refusal wrongCredentials() {
    return new Refusal(HttpStatus.UNAUTHORIZED, "The email or the password is wrong.");
  }

  public static Refusal notLoggedIn() {
    return new Refusal(HttpStatus.UNAUTHORIZED, "Please log in.");
  }

  public static Refusal tooManyTries() {
    return new Refusal(HttpStatus.TOO_MANY_REQUESTS, "Too many tries. Please wait a little.");
  }

  public static Refusal busy() {
    return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "We are very busy. Please try again in a moment.");
  }
}
