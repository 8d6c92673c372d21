package example.shop.accounts.web;

/** The shape of every refusal. */
public record ErrorReply(Detail error) {

  public record Detail(String message) {}

  public static ErrorReply of(String message) {
    return new ErrorReply(new Detail(message));
  }
}
