"""What counts of the appraisals of an injury."""

import datetime as dt

from benefits.injury.models import Appraisal, Injury


def standing_appraisal(injury: Injury, on: dt.date) -> Appraisal | None:
    """The newest that is final on a day."""
    return injury.appraisals.filter(final_from__lte=on).order_by("-pk").first()
