"""Questions of coverage, by who asks."""
