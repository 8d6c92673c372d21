package example.shop.accounts.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Locale;

/** One whatever its case and the spaces around it. */
public record Email(
    @Size(max = 254, message = NOT_VALID) @Pattern(regexp = ADDRESS, message = NOT_VALID) String address) {

  private static final String NOT_VALID = "This is not an email address.";

  // Plain addresses: nothing quoted, no list, no name beside it.
  private static final String ADDRESS =
      "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,10}";

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Email(String address) {
    this.address = address.strip().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return address;
  }
}
