"""A person opens their own account, or sets a new password: known by what they tell, then by a code to their phone."""

import datetime as dt

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext

from enrollment.registry.actions import open_own_account, renew_password
from enrollment.registry.models import Person
from siadmin.agency.access import everyone, reads, writes
from siadmin.agency.callers import caller_of
from siadmin.kernel.refusal import Reason, Refusal
from siadmin.letters.actions import Limit, attempt, code_checked, code_sent, locked_until
from siadmin.portal.forms import CodeForm, KnownForm, OwnAccountForm
from siadmin.portal.knowing import account_name_of, person_known_by

PURPOSE = "own_account"
KEPT_FOR = dt.timedelta(minutes=15)
_KEPT = "own_account"  # of the session: whom the facts told name, how they are known, and since when
OF_A_NUMBER = Limit("own_account_number", 5, dt.timedelta(days=1))
OF_AN_ADDRESS = Limit("own_account_address", 30, dt.timedelta(hours=1))
NOT_KNOWN = Reason(
    "not_known_by_this",
    "填写的内容与登记的不符，或没有登记本人的手机号码。",
    "What you wrote is not what we hold, or we hold no mobile number of yours.",
    "核对后再试；也可以带身份证件到任一经办窗口当场核验，不收费用。",
    "Check it and try again, or go to any counter with your identity document; it is free of charge.",
)
KNOWN_TOO_OFTEN = Reason(
    "known_too_often",
    "尝试次数过多，请在 {minutes} 分钟后再试。",
    "Too many attempts. Try again in {minutes} min.",
    "也可以带身份证件到任一经办窗口办理。",
    "Or go to any counter with your identity document.",
)


@everyone
@reads
def activate(request: HttpRequest) -> HttpResponse:
    """Who are you?"""
    return render(request, "portal/activate.html", {"form": KnownForm()})


@everyone
@writes
def activate_send(request: HttpRequest) -> HttpResponse:
    """Compare what is told with the record; send a code to the phone we hold."""
    form = KnownForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/activate.html", {"form": form}, status=422)
    now = timezone.now()
    try:
        person = _known(form, caller_of(request), now)
        _send_code(request, person, now)
    except Refusal as refusal:
        return render(request, "portal/activate.html", {"form": form, "refusal": refusal}, status=409)
    request.session.cycle_key()
    how = form.cleaned_data["fact"]
    request.session[_KEPT] = {"person": person.pk, "how": how, "at": now.isoformat(), "phone": _which(person)}
    return redirect("activate_code")


def _known(form: KnownForm, caller: str, now: dt.datetime) -> Person:
    """Raises KNOWN_TOO_OFTEN before anything is compared, and NOT_KNOWN, which counts."""
    told = form.cleaned_data
    asked = ((OF_A_NUMBER, told["number"]), (OF_AN_ADDRESS, caller))
    until = max((end for limit, who in asked if (end := locked_until(limit, who, at=now))), default=None)
    if until is not None:
        raise KNOWN_TOO_OFTEN(minutes=-(-int((until - now).total_seconds()) // 60))
    person = person_known_by(number=told["number"], name=told["name"], fact=told["fact"], told=told["told"])
    if person is None:
        for limit, who in asked:
            attempt(limit, who, at=now)
        raise NOT_KNOWN()
    return person


def _send_code(request: HttpRequest, person: Person, now: dt.datetime) -> None:
    code_sent(
        purpose=PURPOSE, phone=person.phone or "", address=caller_of(request), language=get_language() or "zh", at=now
    )


def _which(person: Person) -> str:
    return bytes(person.phone_hash or b"").hex()


def _kept(request: HttpRequest) -> tuple[Person, str] | None:
    """Whom the facts told in this session name, and how; nobody a quarter of an hour later, or with another phone."""
    kept = request.session.get(_KEPT)
    if kept is None or timezone.now() - dt.datetime.fromisoformat(kept["at"]) > KEPT_FOR:
        return None
    person = Person.objects.filter(pk=kept["person"], died_on__isnull=True).first()
    return (person, kept["how"]) if person is not None and person.phone and kept["phone"] == _which(person) else None


@everyone
@reads
def activate_code(request: HttpRequest) -> HttpResponse:
    """The code. Until it is told nothing is shown of the account, and of the phone only how it ends."""
    kept = _kept(request)
    return _code_page(request, kept[0], CodeForm()) if kept else redirect("activate")


def _code_page(request: HttpRequest, person: Person, form: CodeForm, refusal: Refusal | None = None) -> HttpResponse:
    page = {"form": form, "ending": (person.phone or "")[-2:], "refusal": refusal}
    return render(request, "portal/activate_code.html", page, status=_status(form, refusal))


def _status(form: Form, refusal: Refusal | None) -> int:
    return 409 if refusal else 422 if form.errors else 200


@everyone
@writes
def activate_code_send(request: HttpRequest) -> HttpResponse:
    """Check the code: the phone is at hand."""
    kept, form = _kept(request), CodeForm(request.POST)
    if kept is None:
        return redirect("activate")
    person, _ = kept
    if not form.is_valid():
        return _code_page(request, person, form)
    given, now = form.cleaned_data["code"], timezone.now()
    try:
        code_checked(purpose=PURPOSE, phone=person.phone or "", given=given, address=caller_of(request), at=now)
    except Refusal as refusal:
        return _code_page(request, person, form, refusal)
    request.session.cycle_key()
    request.session[_KEPT] |= {"has_phone": True}
    request.session.modified = True
    return redirect("activate_account")


@everyone
@writes
def activate_again(request: HttpRequest) -> HttpResponse:
    """Send another code."""
    kept = _kept(request)
    if kept is None:
        return redirect("activate")
    person, _ = kept
    try:
        _send_code(request, person, timezone.now())
    except Refusal as refusal:
        return _code_page(request, person, CodeForm(), refusal)
    messages.success(request, gettext("A new code was sent."))
    return redirect("activate_code")


def _at_hand(request: HttpRequest) -> tuple[Person, str] | None:
    """Whom the facts name whose phone is at hand: only they see the name of their account."""
    kept = _kept(request)
    return kept if kept and request.session[_KEPT].get("has_phone") else None


@everyone
@reads
def activate_account(request: HttpRequest) -> HttpResponse:
    """The name and password."""
    kept = _at_hand(request)
    if kept is None:
        return redirect("activate")
    account = account_name_of(kept[0])
    return _account_page(request, account, OwnAccountForm(has_account=bool(account)))


def _account_page(
    request: HttpRequest, account: str, form: OwnAccountForm, refusal: Refusal | None = None
) -> HttpResponse:
    page = {"form": form, "account": account, "refusal": refusal}
    return render(request, "portal/activate_account.html", page, status=_status(form, refusal))


@everyone
@writes
def activate_account_send(request: HttpRequest) -> HttpResponse:
    """Open the account, or set the new password."""
    kept = _at_hand(request)
    if kept is None:
        return redirect("activate")
    person, how = kept
    account, now = account_name_of(person), timezone.now()
    form = OwnAccountForm(request.POST, has_account=bool(account))
    if not form.is_valid():
        return _account_page(request, account, form)
    told = form.cleaned_data
    try:
        if account:
            renew_password(person=person, password=told["password"], at=now, how=how)
        else:
            open_own_account(person=person, username=told["username"], password=told["password"], at=now, how=how)
    except Refusal as refusal:
        return _account_page(request, account, form, refusal)
    del request.session[_KEPT]
    done = gettext("Your password is set. Sign in.") if account else gettext("Your account is open. Sign in.")
    messages.success(request, done)
    return redirect("account_login")
