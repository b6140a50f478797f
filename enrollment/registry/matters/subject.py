"""From the subject of a case to the row it is about, and what its matters share."""

import datetime as dt

from enrollment.registry.models import Employer, Person
from siadmin.kernel.language import Words
from siadmin.kernel.reading import answered_once
from siadmin.matters.catalogue import Matter, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.subjects import Subject

IDENTITY_CARD = Paper(
    "identity_card",
    Words("居民身份证（或其他有效身份证件）", "Identity card, or another valid identity document"),
    Words("社会保险经办条例第31条；居民身份证法第14条", "REG 31; Law on Resident Identity Cards, art. 14"),
)
CHANGED_LICENCE = Paper(
    "licence",
    Words("变更后的营业执照或登记证书", "The business licence or certificate after the change"),
    Words("社会保险法第57条", "SIL 57"),
    is_required=False,
)


def person_of(subject: Subject | None) -> Person:
    assert subject is not None and subject.kind == "person"
    return _person(subject.number)


@answered_once
def _person(number: str) -> Person:
    return Person.objects.get(number=number)


def employer_of(subject: Subject | None) -> Employer:
    assert subject is not None and subject.kind == "employer"
    return Employer.objects.get(number=subject.number)


class AboutEmployer(Matter):
    """Nothing is done about an employer whose registration is cancelled."""

    subject_kind = "employer"

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        cancelled_on = employer_of(subject).cancelled_on
        if cancelled_on is None:
            return []
        return [Obstacle(Words(f"登记已于 {cancelled_on} 注销", f"The registration was cancelled on {cancelled_on}"))]


class AboutTheLiving(Matter):
    """Nothing of this is done about a person who has died."""

    subject_kind = "person"

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        died_on = person_of(subject).died_on
        return [Obstacle(Words(f"已于 {died_on} 死亡", f"Died on {died_on}"))] if died_on else []


def because(case: Case, *causes: str) -> str:
    """What history and trail keep as the reason: the case, and what was told."""
    return "；".join(filter(None, (f"办件 {case.number}", *causes)))[:200]


def told(words: Words) -> str:
    """What came of it, for the applicant: a decision is kept once, in both languages, a line each (`Case.said`)."""
    return f"{words.zh}\n{words.en}"
