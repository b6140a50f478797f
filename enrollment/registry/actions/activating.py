"""How people come to their own account: at the counter, or by what they know and a code to their phone (REG 29, 32)."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from enrollment.registry.actions.tying import CITIZEN_TIED, open_citizen
from enrollment.registry.actions.warning import PASSWORD_RENEWED, warn
from enrollment.registry.models import Activation, CitizenTie, Delegate, Person
from enrollment.registry.records import records_of
from enrollment.registry.selectors import (
    AT_THE_COUNTER,
    REGISTRATION_OF_A_PERSON,
    account_tied_to,
    good_activations,
)
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.refusal import Reason
from siadmin.letters.rules.phones import is_mobile
from siadmin.matters.agents import mandates_held
from siadmin.matters.selectors.cases import signers_of

GOOD_FOR = dt.timedelta(days=7)
"""Our own rule: a week to come home and choose a name and password; the words for it say seven days."""
NO_MOBILE_ON_RECORD = Reason(
    "no_mobile_on_record",
    "{name}没有登记手机号码，验证码无处可发。",
    "No mobile number of {name} is on record: there is nowhere to send the code.",
    "先办理“变更联系电话”，再开通账号。",
    "Change the phone number first, then open the account.",
)
ACTS_FOR_AN_EMPLOYER = Reason(
    "account_acts_for_an_employer",
    "账号 {user} 同时是单位经办人，不能凭短信重设密码。",
    "The account {user} acts for an employer as well; a code to a phone does not set its password.",
    "请带身份证件和单位授权到经办窗口办理。",
    "Go to the counter with your identity document and the employer's authorisation.",
)
PERMISSION_USED = Reason(
    "activation_used",
    "窗口的开通许可已使用或已过期。",
    "The counter's permission has been used or is over.",
    "改用其他方式核对，或再到窗口办理一次。",
    "Be known by another fact, or go to the counter again.",
)
ANOTHER_HAND_OPENS = Reason(
    "another_hand_opens",
    "{name}的手机号码是您一人变更的，账号须由他人核验身份后开通。",
    "You alone changed the phone of {name}; somebody else must see them before their account is opened.",
    "将此件移交另一位经办人，由其核对身份证件后办理。",
    "Hand the case to another clerk, who looks at the identity document.",
)
ACTS_FOR_OTHERS = Reason(
    "account_acts_for_others",
    "账号 {user} 是他人的代办人，须先到窗口核验身份，才能重设密码。",
    "The account {user} acts for other people as their agent; its holder is seen at the counter before a new password.",
    "请带身份证件到任一经办窗口办理“开通个人网上账号”，七天内再来设置。",
    "Go to any counter with your identity document (“Open an account online”), then come back within seven days.",
)
NO_ACCOUNT_YET = Reason(
    "no_account_yet",
    "{number}还没有个人账号。",
    "{number} has no account yet.",
    "先开通账号。",
    "Open one first.",
)


def check_activation(person: Person) -> None:
    """Raises NO_MOBILE_ON_RECORD."""
    if not person.phone or not is_mobile(person.phone):
        raise NO_MOBILE_ON_RECORD(name=person.name)


@transaction.atomic
def grant_activation(*, person: Person, by: User, at: dt.datetime, reason: str) -> Activation:
    """Somebody was seen at the counter: they open their account, or set a new password, within seven days.

    Raises NO_MOBILE_ON_RECORD, and ANOTHER_HAND_OPENS to who alone changed the phone that opens it.
    """
    check_activation(person)
    changed = person.phone_case
    if (
        changed is not None
        and changed.matter != REGISTRATION_OF_A_PERSON
        and {step.person for step in signers_of(changed)} == {by.eyes}
    ):
        raise ANOTHER_HAND_OPENS(name=person.name)
    granted = Activation.objects.create(person=person, granted_by=by, granted_at=at, expires_at=at + GOOD_FOR)
    record(
        by=by, at=at, code="activation_granted", subject_kind="person", subject=person.number, reason=reason,
    )  # fmt: skip
    return granted


@transaction.atomic
def open_own_account(*, person: Person, username: str, password: str, at: dt.datetime, how: str) -> CitizenTie:
    """The person opens their account themselves; `how` they were known is kept.

    Raises PERMISSION_USED and what `open_citizen` raises.
    """
    locked = Person.objects.select_for_update().get(pk=person.pk)
    tied = account_tied_to(locked)
    if tied is not None:
        raise CITIZEN_TIED(number=locked.number, user=tied.user.username)
    tie = open_citizen(person=locked, username=username, password=password, by=None, at=at, reason=how)
    _use(locked, how, at)
    return tie


@transaction.atomic
def renew_password(*, person: Person, password: str, at: dt.datetime, how: str) -> User:
    """The person sets a new password of their account; it signs them out everywhere, and they are told.

    Raises NO_ACCOUNT_YET, PERMISSION_USED, ACTS_FOR_AN_EMPLOYER and ACTS_FOR_OTHERS: a phone is too little for an
    account that reaches further.
    """
    own = CitizenTie.objects.filter(person__in=records_of(person.pk)).order_by("pk")
    tied = own.select_for_update(of=("self",)).select_related("user").first()
    if tied is None:
        raise NO_ACCOUNT_YET(number=person.number)
    if Delegate.objects.filter(
        Q(ends_before__isnull=True) | Q(ends_before__gt=timezone.localdate(at)), user=tied.user
    ).exists():
        raise ACTS_FOR_AN_EMPLOYER(user=tied.user.username)
    if how != AT_THE_COUNTER and mandates_held.call(tied.user, timezone.localdate(at)):
        raise ACTS_FOR_OTHERS(user=tied.user.username)
    tied.user.set_password(password)
    tied.user.save(update_fields=["password"])
    _use(person, how, at)
    record(
        by=tied.user, at=at, code="own_password_renewed", subject_kind="person", subject=person.number, reason=how,
        user=tied.user.username,
    )  # fmt: skip
    warn(PASSWORD_RENEWED, person, person.phone, at=at, key=at.isoformat())
    return tied.user


def _use(person: Person, how: str, at: dt.datetime) -> None:
    """Every permission is used up by whatever opens the account; who is known by one needs one that is still good."""
    if not good_activations(person, at).update(used_at=at) and how == AT_THE_COUNTER:
        raise PERMISSION_USED()
