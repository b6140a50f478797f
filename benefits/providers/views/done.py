"""A form that calls one action: what was typed is kept where it is refused."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from siadmin.kernel.refusal import Refusal


def done(
    request: HttpRequest, form: Form | None, act: Callable[[], Any], page: Callable[..., HttpResponse], said: str,
    back: tuple[Any, ...],
) -> HttpResponse:  # fmt: skip
    """The action's page again with what is wrong (422, 409), or away to `back` with a word."""
    if form is not None and not form.is_valid():
        return page(status=422)
    try:
        act()
    except Refusal as refusal:
        return page(status=409, refusal=refusal)
    messages.success(request, said)
    return redirect(*back)
