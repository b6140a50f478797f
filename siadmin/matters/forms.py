"""What is written on a case: papers, who applied, remarks, reasons. The questions of a matter are its own form's."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from siadmin.agency.documents import EVIDENCE_TOO_LARGE, LARGEST_EVIDENCE, evidence_kind, safe_name
from siadmin.agency.models import Level, Region, User
from siadmin.agency.selectors import ancestors
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.refusal import Refusal
from siadmin.matters.actions.receiving import AT_THE_DESK
from siadmin.matters.actions.visits import Asked
from siadmin.matters.agents import Agent
from siadmin.matters.catalogue import Matter, Paper
from siadmin.matters.models import AppliedBy
from siadmin.matters.words import APPLIED_BY, ASKED_BY, CHANNELS, VISIT_OUTCOMES, VISIT_REASONS

MOST_PLACES = 300
_ACCEPTED = ".pdf,.jpg,.jpeg,.png"
_KEPT_FOR = 24 * 3600  # seconds a file waits for a form that had to be corrected
_SALT = "siadmin.matters.kept"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of one paper, checked for what it is."""

    code: str
    name: str
    kind: str
    content: bytes


class EvidenceField(forms.FileField):
    """PDF, JPG or PNG by its first bytes, at most 10 MB; cleaned to an `Upload` without its paper's code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload: UploadedFile | None = super().clean(data, initial)
        if not upload:
            return None
        try:
            if (upload.size or 0) > LARGEST_EVIDENCE:
                raise EVIDENCE_TOO_LARGE(name=safe_name(upload.name or ""))
            content = upload.read()
            kind = evidence_kind(name=upload.name or "", content=content)
        except Refusal as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}") from refusal
        return Upload("", safe_name(upload.name or ""), kind, content)


class PapersForm(forms.Form):
    """The papers of a matter: a file each, or at the counter that the original was seen.

    Files of a form that has to be corrected are kept and come back as signed tokens, so that none is sent twice.
    """

    def __init__(self, matter: Matter, user: User, *args: Any, at_counter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers, self.user = list(matter.papers), user
        for paper in self.papers:
            self.fields[f"file_{paper.code}"] = EvidenceField(label=gettext_lazy("File"))
            self.fields[f"kept_{paper.code}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            if at_counter:
                self.fields[f"seen_{paper.code}"] = forms.BooleanField(
                    label=gettext_lazy("Original seen"), required=False
                )

    @property
    def rows(self) -> list[tuple[Paper, list[forms.BoundField], forms.BoundField, str]]:
        """Each paper with its fields, its token, and the name of the file that is kept for it."""
        return [
            (
                paper,
                [self[name] for name in (f"file_{paper.code}", f"seen_{paper.code}") if name in self.fields],
                self[f"kept_{paper.code}"],
                self.kept_name(paper.code),
            )
            for paper in self.papers
        ]

    @property
    def needed(self) -> list[Words]:
        """Papers nothing can be decided without, of which no file is kept yet."""
        return [paper.name for paper in self.papers if paper.is_required and not self.kept_name(paper.code)]

    def uploads(self) -> list[Upload]:
        found = ((paper.code, self.cleaned_data.get(f"file_{paper.code}")) for paper in self.papers)
        return [Upload(code, each.name, each.kind, each.content) for code, each in found if each]

    def seen(self) -> list[str]:
        """Codes of papers whose original was seen."""
        return [paper.code for paper in self.papers if self.cleaned_data.get(f"seen_{paper.code}")]

    def kept(self) -> dict[str, int]:
        """Documents kept from an earlier try, by paper: only the user's own tokens count."""
        return {paper.code: token[0] for paper in self.papers if (token := self._token(paper.code))}

    def kept_name(self, code: str) -> str:
        token = self._token(code)
        return token[1] if token else ""

    def keep(self, code: str, document_id: int, name: str) -> None:
        """Show the form again with this file in it."""
        token = signing.dumps([self.user.pk, document_id, name], salt=_SALT)
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[f"kept_{code}"] = token
        self.data = data

    def _token(self, code: str) -> tuple[int, str] | None:
        try:
            user, document, name = signing.loads(self.data.get(f"kept_{code}", ""), salt=_SALT, max_age=_KEPT_FOR)
        except (signing.BadSignature, TypeError, ValueError):
            return None
        return (int(document), str(name)) if user == self.user.pk else None


class ReceiptForm(forms.Form):
    """Who came, by which way, for whom (REG 29, 30). A person is represented by their recorded agents alone."""

    channel = forms.ChoiceField(label=gettext_lazy("By which way"))
    applied_by = forms.ChoiceField(label=gettext_lazy("Who applies"))
    mandate = forms.ChoiceField(
        label=gettext_lazy("Agent"),
        required=False,
        help_text=gettext_lazy("Only agents on record; record another by the matter of that name."),
    )
    agent = forms.CharField(
        label=gettext_lazy("Agent"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Name, relation and identity document of whoever acts for them."),
    )

    def __init__(self, *args: Any, agents: Iterable[Agent] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(each, str(CHANNELS[each])) for each in AT_THE_DESK]  # type: ignore[attr-defined]
        self.fields["applied_by"].choices = [(each, str(APPLIED_BY[each])) for each in AppliedBy.values]  # type: ignore[attr-defined]
        if agents is None:
            del self.fields["mandate"]
        else:
            del self.fields["agent"]
            named = [(each.mandate, f"{each.name} · {each.number}") for each in agents]
            self.fields["mandate"].choices = [("", "—"), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        is_agent = given.get("applied_by") == AppliedBy.AGENT
        asked = "mandate" if "mandate" in self.fields else "agent"
        if is_agent and not given.get(asked) and asked not in self.errors:
            self.add_error(asked, gettext_lazy("Say who acts for them."))
        if not is_agent:
            given[asked] = ""
        return given


def _text(label: Any, *, most: int = 500, required: bool = True, rows: int = 2, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class SeenForm(forms.Form):
    """Which version of the case its reader saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class RemarkForm(SeenForm):
    reason = _text(gettext_lazy("Remark"), required=False)


class ReasonForm(SeenForm):
    reason = _text(gettext_lazy("Reason"))


class MissingForm(SeenForm):
    missing = _text(
        gettext_lazy("Everything that is missing"),
        most=1500,
        rows=4,
        help_text=gettext_lazy("One item a line. It is asked for once: list all of it."),
    )


class StopForm(SeenForm):
    because = forms.CharField(label=gettext_lazy("Why the clock stops"), max_length=400)
    law = forms.CharField(label=gettext_lazy("The law that allows it"), max_length=200)


class ReopenForm(SeenForm):
    decision = forms.CharField(
        label=gettext_lazy("Decision"), max_length=200, help_text=gettext_lazy("Document and number, with its date.")
    )
    reason = _text(gettext_lazy("Reason"))


class HandOverForm(SeenForm):
    to = forms.ChoiceField(label=gettext_lazy("To whom"), required=False)
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=300, required=False)

    def __init__(self, able: Iterable[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.able = {str(user.pk): user for user in able}
        self.fields["to"].choices = [("", gettext_lazy("everybody in the post")), *_named(self.able.values())]  # type: ignore[attr-defined]

    @property
    def receiver(self) -> User | None:
        return self.able.get(self.cleaned_data["to"])


def _places(region: Region) -> list[Region]:
    """Where somebody may be visited: their village, township and county, and the places right below theirs."""
    codes = ancestors(region)
    return list(
        Region.objects.filter(
            Q(pk__in=codes, level__gte=Level.COUNTY) | Q(parent=region, level__gte=Level.COUNTY)
        ).order_by("-path")[:MOST_PLACES]
    )


class VisitForm(forms.Form):
    """What somebody at home wants done, and where they are."""

    wish = forms.CharField(label=gettext_lazy("What they want done"), max_length=200)
    reason = forms.ChoiceField(label=gettext_lazy("Why at home"))
    asked_by = forms.ChoiceField(label=gettext_lazy("How it came"))
    region = forms.ChoiceField(label=gettext_lazy("Township or village"))
    place = forms.CharField(label=gettext_lazy("Address"), max_length=200)
    phone = forms.CharField(label=gettext_lazy("Phone to call before"), max_length=30, required=False)

    def __init__(self, region: Region, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {each.pk: each for each in _places(region)}
        self.fields["reason"].choices = [(code, str(words)) for code, words in VISIT_REASONS.items()]  # type: ignore[attr-defined]
        self.fields["asked_by"].choices = [(code, str(words)) for code, words in ASKED_BY.items()]  # type: ignore[attr-defined]
        self.fields["region"].choices = [(code, str(each.words)) for code, each in self.places.items()]  # type: ignore[attr-defined]

    @property
    def asked(self) -> Asked:
        given = self.cleaned_data
        return Asked(
            wish=given["wish"], reason=given["reason"], asked_by=given["asked_by"],
            region=self.places[given["region"]], place=given["place"], phone=given["phone"],
        )  # fmt: skip


class PlanForm(SeenForm):
    """Who goes, when."""

    to = forms.ChoiceField(label=gettext_lazy("Who goes"))
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    from_time = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    until_time = forms.TimeField(
        label=gettext_lazy("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, able: Iterable[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.able = {str(user.pk): user for user in able}
        self.fields["to"].choices = _named(self.able.values())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("from_time") and given.get("until_time") and given["until_time"] <= given["from_time"]:
            self.add_error("until_time", gettext_lazy("It ends before it begins."))
        return given


class OutcomeForm(SeenForm):
    """What came of a visit; the case it was received in at home, where the order had none."""

    outcome = forms.ChoiceField(label=gettext_lazy("What came of it"))
    case = forms.CharField(
        label=gettext_lazy("Case received there"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("Its number, where it was received at home."),
    )
    note = _text(gettext_lazy("Note"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(code, str(words)) for code, words in VISIT_OUTCOMES.items()]  # type: ignore[attr-defined]


def _named(users: Iterable[User]) -> list[tuple[str, str]]:
    return [
        (str(user.pk), chosen(zh=user.display_name, en=user.display_name_en or user.display_name)) for user in users
    ]


class ChangeForm(ReasonForm):
    """Why a clerk puts right what was told."""


class AbsenceForm(forms.Form):
    """Who is away, until when, and who stands in."""

    user = forms.ChoiceField(label=gettext_lazy("Who is away"))
    deputy = forms.ChoiceField(label=gettext_lazy("Who stands in"))
    starts_on = forms.DateField(
        label=gettext_lazy("First day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=gettext_lazy("Last day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)

    def __init__(self, staff: Iterable[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {str(user.pk): user for user in staff}
        for name in ("user", "deputy"):
            self.fields[name].choices = [("", "—"), *_named(self.staff.values())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("starts_on"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext_lazy("The last day is before the first."))
        return given

    @property
    def ends_before(self) -> dt.date:
        last: dt.date = self.cleaned_data["last_day"]
        return last + dt.timedelta(days=1)
