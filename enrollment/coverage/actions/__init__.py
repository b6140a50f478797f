"""Verbs of coverage, by what they are about."""
