package example.shop.accounts.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Knows who is logged in by `Authorization: Bearer …`. */
public class BearerTokenFilter extends OncePerRequestFilter {

  private static final String SCHEME = "Bearer ";

  private final Sessions sessions;
  private final HandlerExceptionResolver errors;

  public BearerTokenFilter(Sessions sessions, HandlerExceptionResolver errors) {
    this.sessions = sessions;
    this.errors = errors;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<LogIn> logIn;
    try {
      logIn = tokenOf(request).flatMap(sessions::find);
    } catch (DataAccessException exception) {
      errors.resolveException(request, response, null, exception);
      return;
    }
    logIn.ifPresent(
        found -> {
          SecurityContext context = SecurityContextHolder.createEmptyContext();
          context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(found, null, List.of()));
          SecurityContextHolder.setContext(context);
        });
    chain.doFilter(request, response);
  }

  private static Optional<String> tokenOf(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }
}
