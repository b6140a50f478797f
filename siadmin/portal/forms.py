"""What visitors write to come to their own account."""

import re
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from enrollment.registry.questions import NumberField, said
from siadmin.agency.models import User
from siadmin.portal.knowing import FACTS, Fact

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{3,29}")


class KnownForm(forms.Form):
    """Who they are: number, name, and one fact that is not on the card."""

    number = NumberField(
        label=gettext_lazy("Identity number"),
        help_text=gettext_lazy("It is the number of the social security card as well."),
    )
    name = forms.CharField(label=gettext_lazy("Name as on the identity document"), max_length=60)
    fact = forms.ChoiceField(label=gettext_lazy("I am known by"))
    told = forms.CharField(label=gettext_lazy("Answer"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["fact"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = said(FACTS.items())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("fact") in (Fact.EMPLOYER, Fact.FIRST_MONTH) and not given.get("told"):
            self.add_error("told", gettext_lazy("Write the answer."))
        return given


class CodeForm(forms.Form):
    """The code from the phone."""

    code = forms.CharField(
        label=gettext_lazy("Code sent to your phone"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )


class OwnAccountForm(forms.Form):
    """The name and password of the account. A name is not asked of who has one."""

    username = forms.CharField(
        label=gettext_lazy("User name you choose"),
        max_length=30,
        help_text=gettext_lazy("4 to 30 letters and digits, beginning with a letter; not your identity number."),
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        help_text=gettext_lazy("At least ten characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("The password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_account:
            del self.fields["username"]

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"].strip().lower()
        if not _USERNAME.fullmatch(name):
            raise forms.ValidationError(gettext_lazy("Choose another: letters and digits, beginning with a letter."))
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(gettext_lazy("This name is taken. Choose another."))
        return name

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        password = given.get("password")
        if password and password != given.get("again"):
            self.add_error("again", gettext_lazy("The two passwords differ."))
        elif password:
            try:
                validate_password(password, User(username=given.get("username", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return given
