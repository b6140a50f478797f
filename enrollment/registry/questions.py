"""Questions that matters of enrolment share: an identity number, a phone, an account, a month; checked as written."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from enrollment.registry.models import RetirementGroup
from siadmin.agency.models import Level, Region
from siadmin.kernel.identifiers import citizen
from siadmin.kernel.identifiers.person_name import is_a_name, normal
from siadmin.kernel.identifiers.writing import compact, half_width
from siadmin.kernel.language import Words, chosen
from siadmin.kernel.months import Month
from siadmin.kernel.refusal import Refusal

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")
_ACCOUNT = re.compile(r"\d{8,30}")
_MOST_PLACES = 6
_GROUPS = {
    RetirementGroup.F55: Words("55 周岁（管理、专业技术岗位）", "55 (management or professional post)"),
    RetirementGroup.F50: Words("50 周岁（工人岗位）", "50 (worker's post)"),
}

Choices = list[tuple[str, str]]


def said(words: Iterable[tuple[str, Words]]) -> Choices:
    """Choices in the reader's language."""
    return [(str(code), str(each)) for code, each in words]


def womens_groups() -> Choices:
    """Where there is something to choose: men have one group only."""
    return [("", "—"), *said(_GROUPS.items())]


def group_words(group: str) -> Words:
    return _GROUPS.get(RetirementGroup(group), Words("60 周岁", "60"))


class PersonNameField(forms.CharField):
    """A name as it stands on an identity document: no digits, remarks or placeholders; cleaned to its normal form."""

    def __init__(self, **kwargs: Any) -> None:
        label = gettext_lazy("Name as on the identity document")
        super().__init__(label=label, max_length=60, empty_value="", strip=True, **kwargs)

    def clean(self, value: Any) -> str:
        name = normal(super().clean(value))
        if not is_a_name(name):
            raise forms.ValidationError(
                gettext_lazy("This does not look like the name on an identity document: no digits, symbols or remarks.")
            )
        return name


class NumberField(forms.CharField):
    """A personal number of eighteen characters with its check digit; cleaned to the bare number.

    `citizens_only` refuses residence permits and foreigners' numbers.
    """

    def __init__(self, *, citizens_only: bool = False, **kwargs: Any) -> None:
        self.citizens_only = citizens_only
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            read = citizen.parse(text)
        except Refusal as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}") from refusal
        if self.citizens_only and read.holder is not citizen.Holder.CITIZEN:
            raise forms.ValidationError(gettext_lazy("This is not a citizen ID number."))
        if read.birth_on > timezone.localdate():
            raise forms.ValidationError(gettext_lazy("By this number they are not born yet: check it."))
        return read.number


class PhoneField(forms.CharField):
    """A mobile number; with `landline` also one with its area code. Cleaned to digits."""

    def __init__(self, *, landline: bool = False, **kwargs: Any) -> None:
        self.landline = landline
        super().__init__(max_length=30, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}), **kwargs)

    def clean(self, value: Any) -> str:
        digits = compact(super().clean(value)).removeprefix("+86")
        if not digits or _MOBILE.fullmatch(digits) or (self.landline and _LANDLINE.fullmatch(digits)):
            return digits
        if self.landline:
            raise forms.ValidationError(
                gettext_lazy("A mobile number of 11 digits, or a landline with its area code, such as 010-65551234.")
            )
        raise forms.ValidationError(gettext_lazy("A mobile number has 11 digits and begins with 13 to 19."))


class AccountField(forms.CharField):
    """A bank account by its digits. Corporate ones do not follow the check of cards: a second person compares it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=60, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        digits = compact(super().clean(value))
        if digits and not _ACCOUNT.fullmatch(digits):
            raise forms.ValidationError(gettext_lazy("A bank account has 8 to 30 digits."))
        return digits


class RegionField(forms.CharField):
    """A county, or a place below it, by its division code or whole name; cleaned to the code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        text, name_en = compact(super().clean(value)), half_width(value or "")
        if not text:
            return ""
        there = Region.objects.filter(level__gte=Level.COUNTY, ends_before__isnull=True)
        named_so = (
            there.filter(Q(pk=text) | Q(name_zh=text) | Q(name_en__iexact=name_en))
            .select_related("parent")
            .order_by("pk")
        )
        found = list(named_so[:_MOST_PLACES])
        if not found:
            raise forms.ValidationError(gettext_lazy("No county, township or village has this code or name."))
        if len(found) > 1:
            named = chosen(zh="、", en=", ").join(
                f"{region.pk} {region.parent.words if region.parent else ''}" for region in found
            )
            raise forms.ValidationError(
                gettext_lazy("Several places have this name; write the code: %(places)s"), params={"places": named}
            )
        return found[0].pk


class MonthQuestion(forms.CharField):
    """A month as `2026-11`; cleaned to that text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=7, widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if not text:
            return ""
        try:
            return str(Month.parse(half_width(text)))
        except ValueError as error:
            raise forms.ValidationError(gettext_lazy("Write year and month, such as 2026-11.")) from error
