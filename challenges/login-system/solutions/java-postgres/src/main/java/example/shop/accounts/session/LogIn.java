package example.shop.accounts.session;

import java.util.UUID;

/** The log-in that came with a request. */
public record LogIn(UUID accountId, byte[] tokenDigest) {}
