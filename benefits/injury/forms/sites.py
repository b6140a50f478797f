"""On the site of which insured construction project it happened: by its number with us, or by its permit's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from contributions.projects.selectors import project_numbered


class SiteField(forms.CharField):
    """Cleaned to the project's number; empty where it happened on no such site."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("On a construction site: number of the insured project, or of its permit"),
            help_text=gettext_lazy("Whoever works on the site of an insured project is insured, without being listed."),
            max_length=60,
            required=False,
            strip=True,
        )

    def clean(self, value: Any) -> str:
        told = str(super().clean(value))
        if not told:
            return ""
        found = project_numbered(told)
        if found is None:
            raise forms.ValidationError(gettext_lazy("No project is insured under this number."))
        return found.number
