from django.contrib.auth.tokens import PasswordResetTokenGenerator


class ResetTokenGenerator(PasswordResetTokenGenerator):
    """Django's tokens, which end with the password; the nonce also ends them when used or replaced by a newer one."""

    key_salt = "accounts.tokens.ResetTokenGenerator"

    def _make_hash_value(self, user, timestamp):
        return f"{user.pk}|{user.password}|{user.reset_nonce}|{user.email}|{timestamp}"

    def check_token(self, user, token):
        return bool(user and user.reset_nonce) and super().check_token(user, token)


reset_tokens = ResetTokenGenerator()
