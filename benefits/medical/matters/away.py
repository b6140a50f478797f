"""Care outside the pooling region is filed: who lives elsewhere, or is sent there for a time (REG 23)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from benefits.claims.forms import choices_of
from benefits.medical.actions import end_filing, file_away, why_not_end, why_not_file
from benefits.medical.models import AwayFiling
from benefits.medical.rules.law import Away
from benefits.medical.selectors import counts_from, filing_on, filings_of, holds_on, last_day_before, standing_of
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import RegionField
from siadmin.agency.insurances import Line
from siadmin.agency.models import Region, User
from siadmin.kernel.figures import percent
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Change, Door, MatterForm, Obstacle, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.names import category_name
from siadmin.policy.selectors import StoredLawBook
from siadmin.policy.verified import value

_BASIS = Words("社会保险经办条例第23条；国家医保局跨省异地就医直接结算规定", "REG 23; the rules of care across regions")
_NOT_COVERED = Words("目前不享受基本医疗保险待遇", "Not covered by basic medical insurance now")
_AT_HOME = Reason(
    "away_is_at_home",
    "{place}属于参保地统筹区，不需要备案。",
    "{place_en} lies in the region of the insurance: nothing need be filed.",
    "在参保地统筹区内就医直接结算。",
    "Care within the region is settled at once.",
)

_NONE_HOLDS = Reason(
    "away_none_holds",
    "{name}没有正在生效的异地就医备案。",
    "No filing of {name} holds any more.",
    "不需要再终止。",
    "It need not be ended again.",
)


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **kwargs)


class FilingForm(MatterForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("Why care is elsewhere"),
        choices=choices_of({each.value: category_name(each) for each in (Away.RESIDENT, Away.REFERRED)}),
    )
    care_place = RegionField(label=gettext_lazy("County or district of the place"))
    starts_on = _day(
        gettext_lazy("From which day"),
        help_text=gettext_lazy("Care before the day of this application is not covered by it."),
    )
    last_day = _day(
        gettext_lazy("To which day"),
        required=False,
        help_text=gettext_lazy("Of temporary care; who lives elsewhere may leave it open."),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("starts_on"), found.get("last_day")
        if found.get("kind") == Away.REFERRED and not last and "last_day" not in self.errors:
            self.add_error("last_day", gettext_lazy("Temporary care is filed up to a day."))
        if first and last and last < first:
            self.add_error("last_day", gettext_lazy("The last day lies before the first."))
        return found


class EndFilingForm(MatterForm):
    ends_before = _day(gettext_lazy("From which day care is at home again"), initial=timezone.localdate)


class FileAway(AboutTheLiving):
    code = "away_filing"
    title = Words("异地就医备案", "File care outside the place of insurance")
    who = Words("长期在外地居住，或者需要临时外出就医的参保人", "Who lives elsewhere, or needs care there for a time")
    conditions = (
        Words("享受职工或者居民基本医疗保险待遇", "Covered by basic medical insurance"),
        Words(
            "按就医地目录、参保地政策结算", "Settled by the directory of the place of care, at the home place's rates"
        ),
    )
    papers = (
        IDENTITY_CARD,
        Paper(
            "residence_elsewhere",
            Words("长期居住的证明（居住证、户口簿或者派驻文件）", "What shows that the person lives there"),
            Words("社会保险经办条例第23条；国家医保局异地就医备案规定", "REG 23; the rules of filing"),
            is_required=False,
            required_if=lambda facts: facts.get("kind") == Away.RESIDENT,
        ),
    )
    basis = _BASIS
    result = Words(
        "登记备案，备案期内异地就医按备案比例支付", "It is on file; care there is paid at the rate of the filing"
    )
    category = "change"
    line = str(Line.HS)
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = FilingForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        found = super().against(subject, on)
        return found or ([] if standing_of(person_of(subject), on).insured else [Obstacle(_NOT_COVERED)])

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return standing_of(person_of(subject), on).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person, there = person_of(subject), Region.objects.get(pk=facts["care_place"])
        home = self.place(facts, subject, on)
        if home is not None and _is_within(there, home):
            raise _AT_HOME(place=there.words.zh, place_en=there.words.en)
        if refusal := why_not_file(person, *_period(facts)):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        now = filing_on(person_of(subject), timezone.localdate())
        before = "" if now is None else f"{category_name(now.kind)} · {now.place.words}"
        there = Region.objects.get(pk=facts["care_place"]).words
        return [Change(Words("异地就医备案", "Filing"), before, f"{category_name(facts['kind'])} · {there}")]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        starts_on, ends_before = _period(facts)
        filing = file_away(
            person=person, kind=facts["kind"], place=Region.objects.get(pk=facts["care_place"]), starts_on=starts_on,
            ends_before=ends_before, case=case, by=by, at=at,
        )  # fmt: skip
        home = standing_of(person, timezone.localdate(at)).region
        assert home is not None, "who is not insured cannot file"
        first = counts_from(filing)
        law = value(StoredLawBook(), "medical.away_factor", region=home.pk, on=first, category=filing.kind)
        words = Words(
            "已备案，自 {day} 起生效，基金支付比例为参保地的 {rate}。",
            "On file from {day} on: the fund pays {rate} of what it pays at home.",
        )
        return told(words.filled(day=first, rate=percent(law.value)))


class EndFiling(AboutTheLiving):
    code = "away_filing_end"
    title = Words("终止异地就医备案", "End a filing of care elsewhere")
    who = Words("已备案的参保人", "Whoever has a filing")
    conditions = (Words("有正在生效的备案", "A filing holds"),)
    papers = (IDENTITY_CARD,)
    basis = _BASIS
    result = Words("备案终止", "The filing ends")
    category = "change"
    line = str(Line.HS)
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = EndFilingForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def against(self, subject: Subject | None, on: dt.date) -> list[Obstacle]:
        if _open(person_of(subject), on) is not None:
            return super().against(subject, on)
        return [Obstacle(Words("没有正在生效的备案", "No filing holds"))]

    def place(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> Region | None:
        return standing_of(person_of(subject), on).region

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        filing = _open(person_of(subject), on)
        if filing is not None and (refusal := why_not_end(filing, _ends(facts))):
            raise refusal

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        filing = _open(person_of(subject), timezone.localdate())
        before = "" if filing is None else str(last_day_before(filing) or "")
        return [Change(Words("备案有效至（不含）", "Filed up to, not including"), before, facts["ends_before"])]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person = Person.objects.get(number=case.subject)
        filing = _open(person, timezone.localdate(at))
        if filing is None:
            raise _NONE_HOLDS(name=person.name)
        end_filing(filing=filing, ends_before=_ends(facts), case=case, by=by, at=at)
        return told(Words("备案自 {day} 起终止。", "The filing ends with {day}.").filled(day=_ends(facts)))


def _open(person: Person, on: dt.date) -> AwayFiling | None:
    """The filing that holds, else one that is still to begin."""
    filings = filings_of(person)
    return next((each for each in filings if holds_on(each, on) or each.starts_on > on), None)


def _is_within(place: Region | None, home: Region) -> bool:
    while place is not None:
        if place.pk == home.pk:
            return True
        place = place.parent
    return False


def _period(facts: Mapping[str, Any]) -> tuple[dt.date, dt.date | None]:
    last = facts.get("last_day")
    before = dt.date.fromisoformat(last) + dt.timedelta(days=1) if last else None
    return dt.date.fromisoformat(facts["starts_on"]), before


def _ends(facts: Mapping[str, Any]) -> dt.date:
    return dt.date.fromisoformat(facts["ends_before"])


FILING, END_FILING = FileAway(), EndFiling()
