"""Doors for people: the clerk's files, the citizen's months."""
