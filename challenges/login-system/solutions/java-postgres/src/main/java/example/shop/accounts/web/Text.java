package example.shop.accounts.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Text of so many characters (code points) that can be stored: no NUL, no half of a surrogate pair. Nothing is valid. */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.Validator.class)
public @interface Text {

  int min() default 0;

  int max();

  /** Without line breaks and other control characters, and not of spaces alone. */
  boolean singleLine() default false;

  String message();

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  class Validator implements ConstraintValidator<Text, String> {

    private Text rule;

    @Override
    public void initialize(Text rule) {
      this.rule = rule;
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
      if (text == null) {
        return true;
      }
      int length = text.codePointCount(0, text.length());
      return length >= rule.min()
          && length <= rule.max()
          && text.codePoints().allMatch(Validator::canBeStored)
          && !(rule.singleLine() && (text.isBlank() || text.codePoints().anyMatch(Character::isISOControl)));
    }

    private static boolean canBeStored(int character) {
      return character != 0 && !(character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }
  }
}
