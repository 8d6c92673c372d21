package example.shop.accounts.account;

import java.util.UUID;

/** As it is stored. */
public record Account(UUID id, String email, String name, String bio, String passwordHash) {}
