package example.shop.accounts.web;

import example.shop.accounts.session.BearerTokenFilter;
import example.shop.accounts.session.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

@Configuration
class SecurityConfiguration {

  /** Log-ins are bearer tokens, which no browser sends by itself: nothing for another website to ride on. */
  @Bean
  SecurityFilterChain security(
      HttpSecurity http, Sessions sessions, HandlerExceptionResolver handlerExceptionResolver, JsonMapper json)
      throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .addFilterBefore(new BearerTokenFilter(sessions, handlerExceptionResolver), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests -> requests.requestMatchers("/me/**", "/logout").authenticated().anyRequest().permitAll())
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(
                    (request, response, exception) -> {
                      response.setStatus(HttpStatus.UNAUTHORIZED.value());
                      response.setHeader("WWW-Authenticate", "Bearer");
                      response.setContentType(MediaType.APPLICATION_JSON_VALUE);
                      json.writeValue(response.getOutputStream(), ErrorReply.of("Please log in."));
                    }))
        .build();
  }
}
