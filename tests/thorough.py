"""Whether this is `make explore`, which does what costs minutes and seldom finds anything."""

from hypothesis import settings

EXPLORES = settings.get_current_profile_name() == "explore"
