"""Doors for people: the employer's declaration, the clerk's list, the public pre-check."""
