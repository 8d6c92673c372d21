package example.shop.accounts;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What the environment says about the world around us. */
@ConfigurationProperties("accounts")
public record Settings(URI databaseUrl, URI smtpUrl, String mailFrom, String publicUrl) {}
