"""An institution is registered beside its employer; it gets departments, and credentials for its program."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import Application

from benefits.providers.models import Department, Institution, ProviderClient
from benefits.providers.selectors.permits import CLIENT, REGISTER, why_not
from enrollment.registry.models import Employer
from siadmin.agency.models import User
from siadmin.agency.trail import record
from siadmin.kernel.database import refusing
from siadmin.kernel.protection import keyed_hash, opaque_number
from siadmin.kernel.refusal import Reason

INSTITUTION_KNOWN = Reason(
    "institution_known",
    "{name}已登记为定点机构。",
    "{name} is registered as an institution already.",
    "打开该机构办理。",
    "Open that institution.",
)
INSTITUTION_LEVEL = Reason(
    "institution_level",
    "医院须登记一至三级，其他机构不登记级别。",
    "A hospital has a level from 1 to 3; others have none.",
    "按等级评定文件填写。",
    "Write it as it was graded.",
)
DEPARTMENT_KNOWN = Reason(
    "department_known",
    "科室代码 {code} 已登记。",
    "The department code {code} is registered already.",
    "换一个代码。",
    "Use another code.",
)


@transaction.atomic
def register_institution(
    *, employer: Employer, kind: str, level: int | None, bank_name: str, account: str, by: User, at: dt.datetime
) -> Institution:
    """Raises INSTITUTION_KNOWN, INSTITUTION_LEVEL and what `why_not` answers."""
    region = employer.pooling_region
    if refusal := why_not(REGISTER, region, (), by, timezone.localdate(at)):
        raise refusal
    with (
        refusing("institution_level", INSTITUTION_LEVEL()),
        refusing("providers_institution_employer_id_key", INSTITUTION_KNOWN(name=employer.name)),
        transaction.atomic(),
    ):
        made = Institution.objects.create(
            number=opaque_number("H"), employer=employer, kind=kind, level=level, region=region, bank_name=bank_name,
            account=account, account_hash=keyed_hash(account), registered_at=at,
        )  # fmt: skip
    record(
        by=by, at=at, code="institution_registered", subject_kind="employer", subject=employer.number,
        institution=made.number, kind=kind, level=level,
    )  # fmt: skip
    return made


@transaction.atomic
def open_department(
    *, institution: Institution, code: str, name: str, starts_on: dt.date, by: User, at: dt.datetime
) -> Department:
    """Raises DEPARTMENT_KNOWN and what `why_not` answers."""
    if refusal := why_not(REGISTER, institution.region, (), by, timezone.localdate(at)):
        raise refusal
    with refusing("department_once", DEPARTMENT_KNOWN(code=code)), transaction.atomic():
        made = Department.objects.create(institution=institution, code=code, name=name, starts_on=starts_on)
    record(
        by=by, at=at, code="department_opened", subject_kind="employer", subject=institution.employer.number,
        institution=institution.number, department=code,
    )  # fmt: skip
    return made


@transaction.atomic
def issue_client(*, institution: Institution, name: str, by: User, at: dt.datetime) -> tuple[ProviderClient, str]:
    """Credentials of a program; the secret is told once and kept as a digest only. Raises what `why_not` answers."""
    if refusal := why_not(CLIENT, institution.region, (), by, timezone.localdate(at)):
        raise refusal
    secret = generate_client_secret()
    application = Application.objects.create(
        name=name,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        client_secret=secret,
    )
    made = ProviderClient.objects.create(
        institution=institution, application=application, name=name, issued_by=by, issued_at=at
    )
    record(
        by=by, at=at, code="provider_client_issued", subject_kind="employer", subject=institution.employer.number,
        institution=institution.number, client=application.client_id,
    )  # fmt: skip
    return made, secret


@transaction.atomic
def revoke_client(*, client: ProviderClient, by: User, at: dt.datetime, reason: str) -> None:
    """Its tokens open nothing from now on. Raises what `why_not` answers."""
    institution = client.institution
    if refusal := why_not(CLIENT, institution.region, (), by, timezone.localdate(at)):
        raise refusal
    if ProviderClient.objects.filter(pk=client.pk, revoked_at__isnull=True).update(revoked_at=at):
        record(
            by=by, at=at, code="provider_client_revoked", subject_kind="employer",
            subject=institution.employer.number, institution=institution.number,
            client=client.application.client_id, reason=reason,
        )  # fmt: skip
