package example.shop.accounts.web;

import jakarta.validation.ConstraintViolation;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Words for whatever goes wrong. What exactly it was stays in the log. */
@RestControllerAdvice
class ErrorHandler extends ResponseEntityExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(ErrorHandler.class);

  @ExceptionHandler
  ResponseEntity<ErrorReply> refused(Refusal refusal) {
    return reply(refusal.status(), refusal.getMessage());
  }

  /** The database is away, stuck, has no tables yet, or went away in the middle. */
  @ExceptionHandler({
    BadSqlGrammarException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    TransactionException.class,
    UncategorizedSQLException.class
  })
  ResponseEntity<ErrorReply> unavailable(RuntimeException exception) {
    log.warn("the database did not do its work: {}", exception.getMessage());
    return reply(HttpStatus.SERVICE_UNAVAILABLE, "This does not work at the moment. Please try again soon.");
  }

  @ExceptionHandler
  ResponseEntity<ErrorReply> unexpected(Exception exception) {
    log.error("a request could not be answered", exception);
    return reply(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side.");
  }

  @Override
  protected ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    // Messages are our own: what was sent is not repeated.
    String message =
        exception.getFieldErrors().stream()
            .min(Comparator.comparing(FieldError::getField))
            .filter(error -> error.contains(ConstraintViolation.class))
            .map(FieldError::getDefaultMessage)
            .orElse("This request is not valid.");
    return handleExceptionInternal(exception, ErrorReply.of(message), headers, status, request);
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception exception, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    Object reply = body instanceof ErrorReply ? body : ErrorReply.of(wordsFor(status));
    return ResponseEntity.status(status).headers(headers).contentType(MediaType.APPLICATION_JSON).body(reply);
  }

  private static String wordsFor(HttpStatusCode status) {
    return switch (status.value()) {
      case 404 -> "There is nothing here.";
      case 405 -> "This cannot be asked in this way.";
      case 406, 415 -> "We speak JSON.";
      default -> status.is5xxServerError() ? "Something went wrong on our side." : "This request is not valid.";
    };
  }

  private static ResponseEntity<ErrorReply> reply(HttpStatus status, String message) {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(ErrorReply.of(message));
  }
}
