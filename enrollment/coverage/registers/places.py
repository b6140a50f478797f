"""Which division a row names, within the region of its batch, and where contributions of that place are charged."""

from enrollment.coverage.reasons import PLACE_OUTSIDE, PLACE_UNKNOWN
from siadmin.agency.models import Region
from siadmin.policy.selectors import places_with_limits


class Places:
    """The divisions of a region and below, read once."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._paths = dict(Region.objects.filter(path__startswith=region.path).values_list("code", "path"))
        self._pools = set(places_with_limits())

    def code_of(self, given: str) -> str:
        """Raises PLACE_UNKNOWN, PLACE_OUTSIDE."""
        if given in self._paths:
            return given
        if Region.objects.filter(pk=given).exists():
            raise PLACE_OUTSIDE(code=given)
        raise PLACE_UNKNOWN(code=given)

    def pool_of(self, code: str) -> str:
        """The nearest place that charges contributions; the batch's own region where none does."""
        above = self._paths.get(code, self.region.path).rstrip("/").split("/")
        return next((each for each in reversed(above) if each in self._pools), self.region.pk)
