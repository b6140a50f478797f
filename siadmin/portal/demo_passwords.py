"""Passwords that stand on the sign-in page need no slow hash: fifty of them would slow the first start of the demo."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PublicPasswordHasher(PBKDF2PasswordHasher):
    """Used by settings only when the portal runs as a demonstration."""

    algorithm = "pbkdf2_public"
    iterations = 1000
