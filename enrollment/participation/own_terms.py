"""What people in flexible employment may choose where and when a law book speaks."""

from enrollment.participation.models import FLEXIBLE, FLEXIBLE_INSURANCES, Rhythm
from enrollment.participation.selectors import insurances_for
from siadmin.kernel.money import HALF_UP, fen
from siadmin.policy.selectors import LawOfDay


def flexible_insurances(book: LawOfDay) -> list[str]:
    """What people in flexible employment may join where and when the book speaks, in the usual order."""
    allowed = insurances_for(FLEXIBLE, book)
    return [code for code in FLEXIBLE_INSURANCES if code in allowed]


def rhythms(book: LawOfDay) -> list[str]:
    """The rhythms a region offers (`contribution.flexible_rhythm`)."""
    return [rhythm for rhythm in Rhythm.values if book.is_set("contribution.flexible_rhythm", rhythm)]


def base_limits(book: LawOfDay) -> tuple[int, int]:
    """The lowest and the highest base one may choose, in fen: those of the pension (国办发〔2019〕13号)."""
    floor, ceiling = (book.law(f"pension.base_{end}", FLEXIBLE).value for end in ("floor", "ceiling"))
    return fen(floor, HALF_UP), fen(ceiling, HALF_UP)
