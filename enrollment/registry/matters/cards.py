"""A person's social security card or e-voucher: recorded by its number, reported lost, found, cancelled (REG 6, 7)."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.registry.actions.cards import check_card, set_card
from enrollment.registry.matters.subject import IDENTITY_CARD, AboutTheLiving, because, person_of, told
from enrollment.registry.models import Person
from enrollment.registry.questions import Choices, said
from enrollment.registry.words import CARD_KINDS, CARD_STATES
from siadmin.agency.models import User
from siadmin.kernel.identifiers.writing import compact
from siadmin.kernel.language import Words
from siadmin.matters.catalogue import Change, Door, MatterForm
from siadmin.matters.models import Case
from siadmin.matters.rules import Risk
from siadmin.matters.subjects import Subject

_NUMBER = re.compile(r"[0-9A-Z]{6,32}")


def _kinds() -> Choices:
    return said(CARD_KINDS.items())


def _states() -> Choices:
    return said(CARD_STATES.items())


class CardForm(MatterForm):
    masked = frozenset({"number"})

    kind = forms.ChoiceField(label=gettext_lazy("Which"), choices=_kinds)
    number = forms.CharField(
        label=gettext_lazy("Card number"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    state = forms.ChoiceField(label=gettext_lazy("State from today on"), choices=_states)

    def clean_number(self) -> str:
        number = compact(self.cleaned_data["number"])
        if not _NUMBER.fullmatch(number):
            raise forms.ValidationError(gettext_lazy("A card number has letters and digits only."))
        return number


class RecordCard(AboutTheLiving):
    """One person signs, having seen the identity document: a card proves nothing that the record does not say."""

    code = "person_card"
    title = Words("登记社会保障卡、挂失", "Record a card, or report it lost")
    who = Words("参保人本人，或其代办人", "The insured person, or an agent")
    conditions = (Words("已在本系统登记", "Is registered"),)
    papers = (IDENTITY_CARD,)
    basis = Words("社会保险经办条例第6条、第7条", "REG 6, 7")
    result = Words(
        "可凭卡在窗口办理；挂失的卡即时停用", "The card opens the counter's page; a lost one is good for nothing"
    )
    category = "registration"
    risks = (Risk.LOW,)
    doors = frozenset({Door.COUNTER, Door.CITIZEN})
    form = CardForm

    def risk(self, facts: Mapping[str, Any], subject: Subject | None) -> str:
        return Risk.LOW

    def check(self, facts: Mapping[str, Any], subject: Subject | None, on: dt.date) -> None:
        check_card(person_of(subject), facts["kind"], facts["number"], facts["state"])

    def changes(self, facts: Mapping[str, Any], subject: Subject | None) -> list[Change]:
        present = check_card(person_of(subject), facts["kind"], facts["number"], facts["state"])
        before = str(CARD_STATES[present.state]) if present else ""
        return [
            Change(Words("卡号", "Card number"), "", facts["number"], is_masked=True),
            Change(CARD_KINDS[facts["kind"]], before, str(CARD_STATES[facts["state"]])),
        ]

    def carry_out(self, case: Case, facts: Mapping[str, Any], by: User, at: dt.datetime) -> str:
        card = set_card(
            person=Person.objects.get(number=case.subject),
            kind=facts["kind"],
            number=facts["number"],
            state=facts["state"],
            by=by,
            at=at,
            reason=because(case),
        )
        words = Words("{kind}：{state}。", "{kind}: {state}.")
        return told(words.filled(kind=CARD_KINDS[card.kind], state=CARD_STATES[card.state]))


CARD = RecordCard()
