"""What is asked of who claims a residents' pension: nothing, the record tells it all (REG 31)."""

from siadmin.matters.catalogue import MatterForm


class ResidentsClaimForm(MatterForm):
    """Age, years paid, account and place are on record."""
