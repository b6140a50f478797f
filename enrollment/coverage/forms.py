"""What clerks and employers write: a register file, a row put right, a decision, a contact, an answer."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enrollment.coverage.actions.outreach import Evidence
from enrollment.coverage.registers.layouts import LAYOUTS
from enrollment.coverage.rules.kinds import FINAL, Register, Result
from enrollment.coverage.words import ANSWERS, CHANNELS, DECISIONS, REGISTERS, RESULTS
from enrollment.registry.questions import said
from siadmin.agency.models import Region, User
from siadmin.kernel.language import chosen
from siadmin.matters.forms import EvidenceField

_CHOOSE = ("", gettext_lazy("choose…"))


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def _text(label: Any, *, most: int, rows: int = 2, required: bool = True, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class BatchForm(forms.Form):
    """A register file with its source and day."""

    kind = forms.ChoiceField(label=gettext_lazy("Register"), choices=lambda: said(REGISTERS.items()))
    region = forms.ChoiceField(label=gettext_lazy("Of which region"))
    source = forms.CharField(
        label=gettext_lazy("Told by"),
        max_length=120,
        help_text=gettext_lazy("The authority and its document, such as a sharing agreement."),
    )
    as_of = _day(gettext_lazy("State of which day"))
    file = forms.FileField(label=gettext_lazy("File, CSV"))

    def __init__(self, regions: Iterable[Region], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.regions = {region.pk: region for region in regions}
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            (code, chosen(zh=region.name_zh, en=region.name_en)) for code, region in self.regions.items()
        ]


class RowForm(forms.Form):
    """The cells of one row; values stay text, read like a file's."""

    def __init__(self, kind: Register, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for column in LAYOUTS[kind]:
            self.fields[column.name] = forms.CharField(
                label=str(column.label), max_length=200, required=False, strip=True
            )


class MismatchForm(forms.Form):
    """Which of two values holds, and why."""

    decision = forms.ChoiceField(label=gettext_lazy("Decision"), choices=lambda: [_CHOOSE, *said(DECISIONS.items())])
    reason = forms.CharField(
        label=gettext_lazy("On what it rests"), max_length=500, widget=forms.TextInput(attrs={"maxlength": 500})
    )


class AssignForm(forms.Form):
    """To which clerk the marked findings go."""

    to = forms.ChoiceField(label=gettext_lazy("To whom"), required=False)
    finding = forms.TypedMultipleChoiceField(coerce=int, choices=(), required=False)

    def __init__(self, clerks: Iterable[User], *args: Any, findings: Iterable[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clerks = {str(user.pk): user for user in clerks}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("nobody: take it back")),
            *((pk, chosen(zh=u.display_name, en=u.display_name_en or u.display_name)) for pk, u in self.clerks.items()),
        ]
        self.fields["finding"].choices = [(each, each) for each in findings]  # type: ignore[attr-defined]

    @property
    def receiver(self) -> User | None:
        return self.clerks.get(self.cleaned_data["to"])


class ContactForm(forms.Form):
    """One contact and its result; what must be said with a result is asked by the action."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    channel = forms.ChoiceField(label=gettext_lazy("By which way"), choices=lambda: [_CHOOSE, *said(CHANNELS.items())])
    result = forms.ChoiceField(label=gettext_lazy("Result"))
    next_on = _day(
        gettext_lazy("Go on, on"), required=False, help_text=gettext_lazy("Needed unless the result ends it.")
    )
    note = _text(gettext_lazy("Note"), most=500, required=False)
    paper = EvidenceField(label=gettext_lazy("Paper (PDF, JPG, PNG)"))

    def __init__(self, *args: Any, is_must: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [  # type: ignore[attr-defined]
            _CHOOSE,
            (
                gettext_lazy("Goes on"),
                said((code, words) for code, words in RESULTS.items() if code not in FINAL),
            ),
            (
                gettext_lazy("Ends it"),
                said(
                    (code, words)
                    for code, words in RESULTS.items()
                    if code in FINAL and not (is_must and code == Result.REFUSES)
                ),
            ),
        ]

    @property
    def evidence(self) -> Evidence | None:
        return evidence_of(self.cleaned_data.get("paper"))


class AnswerForm(forms.Form):
    """An employer's answer to a disputed month."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Your answer"), choices=lambda: said(ANSWERS.items()), widget=forms.RadioSelect
    )
    words = _text(
        gettext_lazy("What happened, in your words"), most=1000, rows=4,
        help_text=gettext_lazy("Your employee reads this."),
    )  # fmt: skip
    paper = EvidenceField(label=gettext_lazy("Paper (PDF, JPG, PNG)"))

    @property
    def evidence(self) -> Evidence | None:
        return evidence_of(self.cleaned_data.get("paper"))


def evidence_of(upload: Any) -> Evidence | None:
    return Evidence(upload.name, upload.kind, upload.content) if upload else None


def day_after(today: dt.date, days: int = 14) -> dt.date:
    """The day a form offers to go on."""
    return today + dt.timedelta(days=days)
