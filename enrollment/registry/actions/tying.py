"""Who acts for an employer, who sees their own record, whose program has a key; and that it ends."""

import datetime as dt
import hashlib
import secrets

import pghistory
from django.db import transaction
from django.db.models import Q

from enrollment.registry.models import ApiToken, CitizenTie, Delegate, Employer, Person
from enrollment.registry.names import spelt
from enrollment.registry.records import records_of
from enrollment.registry.selectors import identifier_of
from siadmin.agency.actions import NewAccount, account_of
from siadmin.agency.models import Region, User
from siadmin.agency.selectors import people_behind
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.language import Words
from siadmin.kernel.refusal import Reason

NOT_A_DELEGATE = Reason(
    "not_a_delegate",
    "{user}不是单位 {employer} 的经办人，或已终止。",
    "{user} does not act for employer {employer}, or no longer does.",
    "核对用户名与单位编号。",
    "Check the username and the employer's number.",
)
ALREADY_A_DELEGATE = Reason(
    "already_a_delegate",
    "{user}已是单位 {employer} 的经办人。",
    "{user} acts for employer {employer} already.",
    "无需再指定；已定终止日的，等到该日以后再指定。",
    "Nothing is to be done; where an end is set, appoint again from that day.",
)
ACCOUNT_OF_STAFF = Reason(
    "account_of_staff",
    "{user}是工作人员账号，不能兼作单位经办人、个人或接口账号。",
    "{user} is the account of a member of staff; it cannot also be that of a delegate, of a citizen or of a program.",
    "为此人另开一个账号。",
    "Open another account for the person.",
)
ANOTHER_PERSON = Reason(
    "another_person",
    "账号 {user} 不属于 {number} 这个人。",
    "The account {user} is not of the person {number}.",
    "核对用户名与个人编号；各人的账号只看本人的记录。",
    "Check the username and the person's number; an account shows its own person's record only.",
)
CITIZEN_TIED = Reason(
    "citizen_tied",
    "{number}已有个人账号 {user}。",
    "{number} has an account already: {user}.",
    "用该账号登录。",
    "Sign in with that account.",
)
NO_NUMBER = Reason(
    "person_without_number",
    "{number}没有现行的身份号码，不能开通账号。",
    "{number} has no identity number at present; no account can be opened.",
    "先登记身份号码。",
    "Register the identity number first.",
)
TOKEN_REGION = Reason(
    "api_token_region",
    "税务机关和银行的接口密钥必须限定地区；用人单位的密钥不限定地区，按经办的单位。",
    "A key of the tax authority or of a bank names the region it is for; an employer's key names none: it reaches the "
    "employers its user acts for.",
    "写明该机关或银行所在的统筹区。",
    "Name the pooling region the authority or bank works in.",
)


def _not_of_staff(user: User) -> User:
    """Posts open a region; an account that has them would open it to a delegate's or a program's key as well."""
    if user.is_staff_member:
        raise ACCOUNT_OF_STAFF(user=user.username)
    return user


def _standing(employer: Employer, user: User, on: dt.date) -> Q:
    return Q(employer=employer, user=user) & (Q(ends_before__isnull=True) | Q(ends_before__gt=on))


@transaction.atomic
def appoint_delegate(
    *, employer: Employer, user: User | NewAccount, on: dt.date, by: User | None, at: dt.datetime, reason: str = ""
) -> Delegate:
    """From `on` on the user acts for the employer. Raises ALREADY_A_DELEGATE, ACCOUNT_OF_STAFF, USERNAME_TAKEN."""
    user = _not_of_staff(account_of(user, is_staff_member=False, by=by, at=at))
    refusal = ALREADY_A_DELEGATE(user=user.username, employer=employer.number)
    if Delegate.objects.filter(_standing(employer, user, on)).exists():
        raise refusal
    with refusing("delegate_once", refusal):
        delegate = Delegate.objects.create(user=user, employer=employer, starts_on=on, granted_at=at)
    record(
        by=by, at=at, code="delegate_appointed", subject_kind="employer", subject=employer.number, reason=reason,
        user=user.username,
    )  # fmt: skip
    return delegate


@transaction.atomic
def end_delegate(*, employer: Employer, user: User, on: dt.date, by: User | None, at: dt.datetime, reason: str) -> None:
    """From `on` on the user acts for the employer no more, neither on screens nor by a token. Raises NOT_A_DELEGATE."""
    standing = Delegate.objects.select_for_update().filter(_standing(employer, user, on)).order_by("pk")
    if not standing:
        raise NOT_A_DELEGATE(user=user.username, employer=employer.number)
    for delegate in standing:
        with pghistory.context(actor=by.pk if by else None, reason=reason):
            delegate.ends_before = max(on, delegate.starts_on)
            delegate.save(update_fields=["ends_before"])
        record(
            by=by, at=at, code="delegate_ended", subject_kind="employer", subject=employer.number, reason=reason,
            user=user.username, on=str(delegate.ends_before),
        )  # fmt: skip


@transaction.atomic
def open_citizen(
    *, person: Person, username: str, password: str, by: User | None, at: dt.datetime, reason: str
) -> CitizenTie:
    """An account under the name and number a person is registered with. Raises NO_NUMBER and as `tie_citizen`."""
    current = identifier_of(person)
    if current is None:
        raise NO_NUMBER(number=person.number)
    name = Words(person.name, spelt(person.name))
    user = account_of(NewAccount(username, password, name, current.value), is_staff_member=False, by=by, at=at)
    return tie_citizen(person=person, user=user, by=by, at=at, reason=reason)


@transaction.atomic
def tie_citizen(*, person: Person, user: User, by: User | None, at: dt.datetime, reason: str = "") -> CitizenTie:
    """The account shows the person their record, of all that they have.

    Raises ACCOUNT_OF_STAFF, ANOTHER_PERSON, CITIZEN_TIED.
    """
    _not_of_staff(user)
    numbers = [bytes(value) for value in person.identifiers.values_list("value_hash", flat=True)]
    if bytes(user.person_hash) not in people_behind(numbers).values():
        raise ANOTHER_PERSON(user=user.username, number=person.number)
    taken = Q(user=user) | Q(person__in=records_of(person.pk))
    tied = CitizenTie.objects.select_related("user", "person").filter(taken).first()
    if tied is not None:
        raise CITIZEN_TIED(number=tied.person.number, user=tied.user.username)
    tie = CitizenTie.objects.create(user=user, person=person, tied_at=at)
    record(
        by=by, at=at, code="citizen_tied", subject_kind="person", subject=person.number, reason=reason,
        user=user.username,
    )  # fmt: skip
    return tie


@transaction.atomic
def issue_token(
    *, user: User | NewAccount, scope: str, name: str, by: User | None, at: dt.datetime,
    region: Region | None = None, reason: str = "",
) -> str:  # fmt: skip
    """A new API token; it is shown once, only its digest is kept.

    `region`: where the tax authority or bank may tell of money and declarations; an employer's program has none.
    Raises TOKEN_REGION, ACCOUNT_OF_STAFF, USERNAME_TAKEN.
    """
    user = _not_of_staff(account_of(user, is_staff_member=False, by=by, at=at))
    token = secrets.token_urlsafe(32)
    digest = hashlib.sha256(token.encode()).hexdigest()
    with refusing("api_token_region", TOKEN_REGION()), transaction.atomic():
        ApiToken.objects.create(digest=digest, user=user, scope=scope, region=region, name=name, created_at=at)
    record(
        by=by, at=at, code="api_token_issued", subject_kind="user", subject=user.username, reason=reason,
        scope=scope, region=region.pk if region else "", name=name,
    )  # fmt: skip
    return token


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User | None, at: dt.datetime, reason: str) -> ApiToken:
    """The token opens nothing from now on; revoking it again changes nothing."""
    token = ApiToken.objects.select_related("user").select_for_update(of=("self",)).get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = at
        token.save(update_fields=["revoked_at"])
        record(
            by=by, at=at, code="api_token_revoked", subject_kind="user", subject=token.user.username, reason=reason,
            scope=token.scope, name=token.name,
        )  # fmt: skip
    return token
