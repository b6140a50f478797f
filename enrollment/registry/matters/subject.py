"""From the subject of a case to the row it is about, and what its matters share."""

from enrollment.registry.models import Employer, Person
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Paper
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject

IDENTITY_CARD = Paper(
    "identity_card",
    Words("居民身份证（或其他有效身份证件）", "Identity card, or another valid identity document"),
    Words("社会保险经办条例第31条；居民身份证法第14条", "REG 31; Law on Resident Identity Cards, art. 14"),
)


def person_of(subject: Subject | None) -> Person:
    assert subject is not None and subject.kind == "person"
    return Person.objects.get(number=subject.number)


def employer_of(subject: Subject | None) -> Employer:
    assert subject is not None and subject.kind == "employer"
    return Employer.objects.get(number=subject.number)


def because(case: Case, *causes: str) -> str:
    """What history and trail keep as the reason: the case, and what was told."""
    return "；".join(filter(None, (f"办件 {case.number}", *causes)))[:200]


def told(words: Words) -> str:
    """What came of it, for the applicant: a decision is kept once, in both languages, a line each (`Case.said`)."""
    return f"{words.zh}\n{words.en}"
