"""Recording who acts for a person: a guardian, or by a written authorisation with both identity numbers (REG 30)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.agents.actions import AGENT_IS_THE_PERSON, Authority, record_mandate
from enrollment.agents.models import Mandate, MandateKind
from enrollment.agents.selectors import AS_WHAT, delegable, standing
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import Choices, NumberField, said
from enrollment.registry.records import records_of
from enrollment.registry.selectors import person_by_identifier
from siadmin.agency.models import Document, Region, User
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason
from siadmin.matters.catalogue import Beside, Change, Door, MatterForm, Paper
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject
from siadmin.policy.lawbook import NATIONAL
from siadmin.policy.selectors import law_of_day

MAJORITY = "matter.majority_months"
PROOF = Paper(
    "agency_proof",
    Words(
        "授权委托书（本人签名，载明双方身份号码、事项和期限）或监护关系证明",
        "Written authorisation (signed, with both identity numbers, matters and period), or proof of guardianship",
    ),
    Words("民法典第165条、第27条、第28条、第31条", "Civil Code 165, 27, 28, 31"),
)
PAPER_NOT_KEPT = Reason(
    "agency_proof_not_kept",
    "授权委托书或监护证明须留存：请扫描上传。",
    "The authorisation or proof of guardianship is kept: scan it and add the file.",
    "上传扫描件后再受理。",
    "Add the scan, then receive it.",
)
NUMBER_OF_ANOTHER = Reason(
    "authorisation_names_another",
    "授权书上的本人身份号码与{name}的登记不符。",
    "The number of the person on the authorisation is not the one {name} is registered with.",
    "核对授权书和所选的人员。",
    "Check the paper, and whether this is the right person.",
)
AGENT_NOT_REGISTERED = Reason(
    "agent_not_registered",
    "代办人尚未在本系统登记。",
    "The agent is not registered here yet.",
    "先为代办人办理“个人社会保险登记”，再登记授权。",
    "Register the agent by the matter “Register a person” first.",
)
MANDATE_STANDS = Reason(
    "mandate_stands",
    "{agent}已登记为代办人，授权 {number} 仍有效。",
    "{agent} is recorded already; mandate {number} stands.",
    "需要改事项或期限的，先终止原授权，再登记新的。",
    "To change matters or period, end that one first, then record another.",
)


def _kinds() -> Choices:
    return said(AS_WHAT.items())


def _matters() -> Choices:
    return [(matter.code, str(matter.title)) for matter in delegable()]


class MandateForm(MatterForm):
    masked = frozenset({"own_number", "agent_number"})

    kind = forms.ChoiceField(label=gettext_lazy("Acts as"), choices=_kinds)
    own_number = NumberField(label=gettext_lazy("Identity number of the person, as on the paper"))
    agent_number = NumberField(label=gettext_lazy("Identity number of the agent"))
    matters = forms.MultipleChoiceField(
        label=gettext_lazy("In which matters"),
        choices=_matters,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A guardian acts in all of them."),
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy(
            "An authorisation names its period; of a minor's guardian it follows from the birthday."
        ),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        last_day = given.get("last_day")
        if given.get("kind") == MandateKind.WRITTEN:
            if not given.get("matters"):
                self.add_error("matters", gettext_lazy("Choose what the authorisation names."))
            if last_day is None and "last_day" not in self.errors:
                self.add_error("last_day", gettext_lazy("An authorisation is not open-ended: write its last day."))
        if last_day is not None and last_day < timezone.localdate():
            self.add_error("last_day", gettext_lazy("This day is over."))
        return given


class RecordAgent(AboutTheLiving):
    """Two people sign: whoever is recorded acts in somebody else's name."""

    code = "person_agent"
    title = Words("登记代办人", "Record an agent")
    who = Words("本人及其代办人；无行为能力的，由监护人", "The person with the agent; for who cannot act, the guardian")
    conditions = (
        Words("代办人已在本系统登记", "The agent is registered here"),
        Words(
            "授权委托书由本人签名，载明双方身份号码、事项和期限",
            "The authorisation is signed, with both identity numbers, its matters and its period",
        ),
    )
    papers = (IDENTITY_CARD, PROOF)
    basis = Words("社会保险经办条例第30条；民法典第165条、第173条", "REG 30; Civil Code 165, 173")
    result = Words(
        "代办人可在窗口和网上办理所列事项；本人可随时终止",
        "The agent may ask for these matters at the counter and online; the person ends it whenever they want",
    )
    category = "registration"
    risks = (Risk.MIDDLE,)
    doors = frozenset({Door.COUNTER})
    may_agents = False
    form = MandateForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.MIDDLE

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        person, agent = person_of(subject), person_by_identifier(facts["agent_number"])
        own = person_by_identifier(facts["own_number"])
        if own is None or own.pk not in records_of(person.pk):
            raise NUMBER_OF_ANOTHER(name=person.name)
        if agent is None:
            raise AGENT_NOT_REGISTERED()
        records = records_of(person.pk)
        if agent.pk in records:
            raise AGENT_IS_THE_PERSON()
        known = Mandate.objects.filter(standing(on), person__in=records, agent__in=records_of(agent.pk))
        if held := known.order_by("pk").first():
            raise MANDATE_STANDS(agent=agent.name, number=held.number)

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        agent = person_by_identifier(facts["agent_number"])
        until = ends_before(facts, person_of(subject), timezone.localdate())
        titles = [str(matter.title) for matter in delegable() if matter.code in facts["matters"]]
        every = str(Words("所有可代办的事项", "all that an agent may ask for"))
        last_day = str(until - dt.timedelta(days=1)) if until else str(Words("不定期", "no last day"))
        return [
            Change(Words("代办人", "Agent"), "", f"{agent.name} · {agent.number}" if agent else ""),
            Change(Words("身份", "Acts as"), "", str(AS_WHAT[facts["kind"]])),
            Change(
                Words("事项", "Matters"),
                "",
                every if facts["kind"] == MandateKind.GUARDIAN else str(Words("、", ", ")).join(titles),
            ),
            Change(Words("最后一日", "Last day"), "", last_day),
        ]

    def taken_in(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> None:
        """Raises PAPER_NOT_KEPT: an original that was seen and handed back proves nothing tomorrow."""
        _paper(case)

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        person, on = Person.objects.get(number=case.subject), timezone.localdate(at)
        agent = person_by_identifier(facts["agent_number"])
        assert agent is not None, "checked right before"
        mandate = record_mandate(
            person=person,
            agent=agent,
            matters=facts["matters"],
            starts_on=on,
            ends_before=ends_before(facts, person, on),
            authority=Authority(facts["kind"], _paper(case), PROOF.basis.zh, case.number),
            by=by,
            at=at,
        )
        words = Words(
            "{name}已登记为代办人，授权编号 {number}。", "{name} is recorded as agent under mandate {number}."
        )
        return told(words.filled(name=agent.name, number=mandate.number))

    def beside(self, case: Case) -> Beside | None:
        mandate = Mandate.objects.filter(case=case.number).select_related("agent", "person").first()
        return Beside("agents/_mandate.html", {"mandate": mandate}) if mandate else None


def ends_before(facts: Mapping[str, Any], person: Person, on: dt.date) -> dt.date | None:
    """The first day the mandate is over; a guardian's of a minor on the birthday that ends it (Civil Code 17, 27)."""
    told_day = dt.date.fromisoformat(facts["last_day"]) + dt.timedelta(days=1) if facts["last_day"] else None
    if facts["kind"] == MandateKind.WRITTEN:
        return told_day
    of_age = _birthday(person.birth_on, int(_majority(on)) // 12)
    if of_age <= on:
        return told_day
    return min(told_day, of_age) if told_day else of_age


def _majority(on: dt.date) -> Any:
    return law_of_day(Region.objects.get(pk=NATIONAL), on).law(MAJORITY).value


def _birthday(born_on: dt.date, years: int) -> dt.date:
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:  # born on 29 February
        return dt.date(born_on.year + years, 3, 1)


def _paper(case: Case) -> Document:
    kept = (
        case.papers.filter(code=PROOF.code, document__isnull=False).select_related("document").order_by("-pk").first()
    )
    if kept is None or kept.document is None:
        raise PAPER_NOT_KEPT()
    return kept.document


MANDATE = RecordAgent()
