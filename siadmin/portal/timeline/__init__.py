"""Everything that happened to a person or an employer, in time order, gathered from every domain."""

from siadmin.portal.timeline.employer import EMPLOYER_THEMES, of_employer, received_by_day
from siadmin.portal.timeline.person import PERSON_THEMES, of_person

__all__ = ["EMPLOYER_THEMES", "PERSON_THEMES", "of_employer", "of_person", "received_by_day"]
