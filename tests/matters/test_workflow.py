"""The table of moves, its picture, and what may be described as a matter."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings

from siadmin.kernel.language import Words
from siadmin.kernel.months import Month
from siadmin.matters import actions, catalogue
from siadmin.matters.catalogue import Door, MatterForm, Paper
from siadmin.matters.rules import CASE, DECIDED, DUE_POST, FOUR_EYES, OPEN, VISIT, Act, State
from siadmin.matters.words import ACTS, ICONS, PRESSES, STATE_KINDS, STATES
from tests.matters import toys

LAW = Words("社会保险法第74条", "SIL 74")


def test_the_picture_is_the_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/case.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == CASE.mermaid()


def test_the_picture_of_a_visit_is_its_table() -> None:
    page = (Path(settings.BASE_DIR) / "docs/workflows/visit.md").read_text(encoding="utf-8")
    assert page.partition("```mermaid\n")[2].partition("```")[0] == VISIT.mermaid()


def test_every_state_is_open_or_decided_and_an_open_one_waits_for_a_post() -> None:
    assert {*OPEN, *DECIDED, State.APPROVED} == set(State)
    assert set(DUE_POST) == set(OPEN)


def test_nothing_leads_out_of_a_decision_but_reopening_a_refusal() -> None:
    leaving = [arrow for state in DECIDED for arrow in CASE.possible(state)]
    assert [(arrow.name, arrow.source) for arrow in leaving] == [(Act.REOPEN, State.REFUSED)]


def test_every_state_and_act_has_its_words() -> None:
    assert set(STATES) == set(STATE_KINDS) == set(State)
    assert set(ACTS) == set(Act)
    assert set(ICONS) == set(PRESSES)
    assert all(words.zh and words.en for words in (*STATES.values(), *ACTS.values(), *PRESSES.values()))


def test_every_button_has_its_action() -> None:
    assert [act for act in PRESSES if not callable(getattr(actions, act, None))] == []
    assert set(FOUR_EYES) <= set(PRESSES)


@pytest.mark.parametrize("basis", [Words("", ""), Words("  ", "REG 31"), Words("条例第31条", " ")])
def test_a_paper_without_a_legal_basis_cannot_be_made(basis: Words) -> None:
    with pytest.raises(ValueError, match="REG 31"):
        Paper("marriage", Words("结婚证", "Marriage certificate"), basis)


@pytest.mark.parametrize(
    ("trait", "value", "fault"),
    [
        ("code", "Toy-Name", "code"),
        ("title", Words("更正", ""), "both languages"),
        ("line", "tax", "line"),
        ("doors", frozenset({Door.CITIZEN}), "counter"),
        ("doors", frozenset({Door.COUNTER, Door.EMPLOYER}), "kind of subject"),
        ("papers", (Paper("a1", LAW, LAW), Paper("a1", LAW, LAW)), "share a code"),
    ],
)
def test_a_matter_that_contradicts_itself_is_not_registered(trait: str, value: object, fault: str) -> None:
    broken = type("Broken", (toys.NameCorrection,), {"code": "toy_broken", trait: value})()
    with pytest.raises(ValueError, match=fault):
        catalogue.register(broken)


def test_a_code_names_one_matter() -> None:
    with pytest.raises(ValueError, match="another matter"):
        catalogue.register(toys.NameCorrection())


class Questions(MatterForm):
    masked = frozenset({"account"})
    on = forms.DateField(label="日期")
    months = forms.MultipleChoiceField(label="险种", choices=[("pension", "养老"), ("injury", "工伤")])
    rate = forms.DecimalField(label="比例")
    agreed = forms.BooleanField(label="同意", required=False)
    account = forms.CharField(label="账号")


def test_a_form_gives_facts_for_json_and_takes_them_again() -> None:
    sent = {"on": "2026-11-23", "months": ["pension", "injury"], "rate": "0.08", "agreed": False, "account": "62000"}
    form = Questions(sent)
    assert form.is_valid()
    assert form.facts() == sent
    again = Questions(form.facts())
    assert again.is_valid()
    assert again.cleaned_data == form.cleaned_data
    told = {each.label: (each.value, each.is_masked) for each in Questions().told(form.facts())}
    assert told["险种"] == ("养老、工伤", False)
    assert (told["账号"], told["同意"]) == (("62000", True), ("否", False))


def test_only_what_json_can_hold_exactly_is_kept() -> None:
    assert catalogue._plain("x", [Decimal("0.10"), Month(2026, 11), dt.date(2026, 1, 2)]) == [
        "0.10",
        "2026-11",
        "2026-01-02",
    ]
    with pytest.raises(TypeError):
        catalogue._plain("x", 1.5)
