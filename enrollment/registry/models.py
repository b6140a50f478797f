"""Who is known: persons with all their identifiers over time, employers, and the users tied to either.

Changes keep their history by trigger (pghistory), so that bulk SQL is seen as well.
"""

import pghistory
from django.db import models
from django.db.models import F, Q

from siadmin.agency.models import Region, User
from siadmin.kernel.fields import EncryptedTextField, HashField
from siadmin.letters.models import Issued


class Sex(models.TextChoices):
    MALE = "male"
    FEMALE = "female"


class RetirementGroup(models.TextChoices):
    """Original statutory age of the person: 60, 55 or 50 (RET)."""

    M60 = "M60"
    F55 = "F55"
    F50 = "F50"


@pghistory.track(model_name="PersonHistory")
class Person(models.Model):
    """A natural person, known by our own number; identifiers come and go."""

    number = models.CharField(max_length=12, unique=True, help_text="Public and opaque, such as P7K2-M9Q4X.")
    name = models.CharField(max_length=60)
    name_folded = models.CharField(max_length=60, help_text="For search: no spaces, one kind of dot, lower case.")
    pinyin = models.CharField(max_length=120, blank=True)
    initials = models.CharField(max_length=20, blank=True)
    sex = models.CharField(max_length=6, choices=Sex.choices)
    birth_on = models.DateField()
    retirement_group = models.CharField(max_length=3, choices=RetirementGroup.choices)
    household = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    residence = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    phone = EncryptedTextField(null=True)
    phone_hash = HashField(null=True)
    died_on = models.DateField(null=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_phone_has_hash",
                condition=Q(phone__isnull=True, phone_hash__isnull=True)
                | Q(phone__isnull=False, phone_hash__isnull=False),
            ),
            models.CheckConstraint(
                name="person_dies_after_birth", condition=Q(died_on__isnull=True) | Q(died_on__gte=F("birth_on"))
            ),
            models.CheckConstraint(
                name="person_group_fits_sex",
                condition=Q(sex="male", retirement_group="M60") | Q(sex="female", retirement_group__in=["F55", "F50"]),
            ),
        ]
        indexes = [
            models.Index(fields=["name_folded"], name="person_name", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="person_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["pinyin"], name="person_pinyin", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["phone_hash"], name="person_phone"),
        ]

    def __str__(self) -> str:
        return self.number


class IdentifierKind(models.TextChoices):
    CITIZEN_ID = "citizen_id"
    RESIDENCE_PERMIT = "residence_permit"
    FOREIGN_PR = "foreign_pr"
    FOREIGN_NUMBER = "foreign_number"


@pghistory.track(model_name="IdentifierHistory")
class Identifier(models.Model):
    """One number of one person for a time. The current citizen ID number is the social security number (SIL 58)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=16, choices=IdentifierKind.choices)
    value = EncryptedTextField()
    value_hash = HashField()
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["value_hash"], condition=Q(ends_before__isnull=True), name="identifier_current_once"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(ends_before__isnull=True), name="identifier_kind_once"
            ),
            models.CheckConstraint(
                name="identifier_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["value_hash"], name="identifier_any_time")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class CardKind(models.TextChoices):
    """What shows who is insured (REG 7)."""

    SOCIAL_SECURITY_CARD = "ss_card"
    E_VOUCHER = "e_voucher"


class CardState(models.TextChoices):
    ISSUED = "issued"
    SUSPENDED = "suspended"
    LOST = "lost"
    CANCELLED = "cancelled"


@pghistory.track(model_name="CardHistory")
class Card(models.Model):
    """A social security card or medical e-voucher of a person, by its number, and whether it is good (REG 6, 7)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cards")
    kind = models.CharField(max_length=10, choices=CardKind.choices)
    number = EncryptedTextField()
    number_hash = HashField()
    state = models.CharField(max_length=10, choices=CardState.choices, default=CardState.ISSUED)
    since = models.DateField(help_text="Of the state.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number_hash"], condition=~Q(state="cancelled"), name="card_number_once"),
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(state__in=["issued", "suspended"]), name="card_kind_once"
            ),
        ]
        indexes = [models.Index(fields=["number_hash"], name="card_any_state")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.state}"


class EmployerKind(models.TextChoices):
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    GOVERNMENT = "government"
    SOCIAL_ORGANISATION = "social_organisation"
    INDIVIDUAL_BUSINESS = "individual_business"


class Authority(models.TextChoices):
    """Who registered the employer (REG 6, 8)."""

    MARKET = "market_regulation"
    CIVIL_AFFAIRS = "civil_affairs"
    ESTABLISHMENT = "establishment_office"


@pghistory.track(model_name="EmployerHistory")
class Employer(models.Model):
    """A unit that must insure its workers (COLL 7: name, address, type, legal representative, bank account)."""

    number = models.CharField(max_length=12, unique=True)
    credit_code = models.CharField(max_length=18)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    name_folded = models.CharField(max_length=120)
    initials = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=EmployerKind.choices)
    authority = models.CharField(max_length=20, choices=Authority.choices)
    address = models.CharField(max_length=200)
    legal_representative = models.CharField(max_length=60)
    contact_phone = EncryptedTextField(null=True)
    bank_name = models.CharField(max_length=80)
    bank_account = EncryptedTextField()
    bank_account_hash = HashField()
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    pooling_region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField()
    cancelled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], condition=Q(cancelled_on__isnull=True), name="employer_code_once"
            ),
            models.CheckConstraint(
                name="employer_code_form", condition=Q(credit_code__regex=r"^[0-9A-HJ-NP-RTUW-Y]{18}$")
            ),
            models.CheckConstraint(
                name="employer_period", condition=Q(cancelled_on__isnull=True) | Q(cancelled_on__gte=F("registered_on"))
            ),
        ]
        indexes = [
            models.Index(fields=["name_folded"], name="employer_name", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["initials"], name="employer_initials", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["bank_account_hash"], name="employer_bank"),
            models.Index(fields=["pooling_region", "id"], name="employer_pool"),
        ]

    def __str__(self) -> str:
        return self.number


class ClosingGround(models.TextChoices):
    """Why an employer ends (SIL 57; COLL 9)."""

    DISSOLVED = "dissolved"
    BANKRUPT = "bankrupt"
    MERGED = "merged"
    LICENCE_REVOKED = "licence_revoked"
    MOVED_AWAY = "moved_away"
    OTHER = "other"


class Closing(models.Model):
    """An employer's registration cancelled by a case (REG 10), with its clearance certificate; or opened again since.

    The employer's `cancelled_on` is the last day of the one that stands.
    """

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="closings")
    last_day = models.DateField()
    ground = models.CharField(max_length=16, choices=ClosingGround.choices)
    decision = models.CharField(max_length=120, blank=True, help_text="The document that ended it, with its number.")
    case = models.CharField(max_length=12)
    closed_at = models.DateTimeField()
    certificate = models.OneToOneField(Issued, on_delete=models.PROTECT, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_case = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(reopened_at__isnull=True), name="employer_closed_once"
            ),
            models.CheckConstraint(
                name="closing_reopened_by_a_case",
                condition=Q(reopened_at__isnull=True, reopened_case="")
                | (Q(reopened_at__gte=F("closed_at")) & ~Q(reopened_case="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.last_day}"


@pghistory.track(model_name="InjuryRateHistory")
class InjuryRate(models.Model):
    """The employer's work injury class and floating factor from a month on (WIR 8; SIL 34)."""

    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="injury_rates")
    risk_class = models.SmallIntegerField()
    factor = models.DecimalField(max_digits=4, decimal_places=2, help_text="0.50, 0.80, 1.00, 1.20 or 1.50.")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    decision = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="injury_rate_class", condition=Q(risk_class__gte=1, risk_class__lte=8)),
            models.CheckConstraint(
                name="injury_rate_factor", condition=Q(factor__in=["0.50", "0.80", "1.00", "1.20", "1.50"])
            ),
            models.CheckConstraint(
                name="injury_rate_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gt=F("starts_on"))
            ),
            models.UniqueConstraint(
                fields=["employer"], condition=Q(ends_before__isnull=True), name="injury_rate_one_open"
            ),
            models.UniqueConstraint(fields=["employer", "starts_on"], name="injury_rate_start_once"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} class {self.risk_class} × {self.factor}"


@pghistory.track(model_name="DelegateHistory")
class Delegate(models.Model):
    """A user who acts for an employer; one sign-in may serve several employers."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="delegates")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "employer"], condition=Q(ends_before__isnull=True), name="delegate_once"
            ),
            models.CheckConstraint(
                name="delegate_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.employer_id}"


class CitizenTie(models.Model):
    """A user who is a person: sees their own record and nobody else's."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="citizen_tie")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="citizen_tie")
    tied_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} is {self.person_id}"


class Activation(models.Model):
    """A clerk saw the identity document of a person: for some days a code to their phone opens it.

    It is used once, and a later one takes the place of one that was not.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="activations")
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    granted_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="activation_period", condition=Q(expires_at__gt=F("granted_at"))),
            models.CheckConstraint(
                name="activation_used_while_good",
                condition=Q(used_at__isnull=True) | Q(used_at__gte=F("granted_at"), used_at__lt=F("expires_at")),
            ),
        ]
        indexes = [models.Index(fields=["person", "-granted_at"], name="activation_of_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.granted_at}"


class TokenScope(models.TextChoices):
    """Whose program it is: payroll software, the tax authority's system, a bank's."""

    EMPLOYER = "employer"
    TAX = "tax_authority"
    BANK = "bank"


class ApiToken(models.Model):
    """A program's key to the API. Payroll software reaches its user's employers, tax and banks a region's subtree."""

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="api_tokens")
    scope = models.CharField(max_length=20)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="api_token_scope", condition=Q(scope__in=["employer", "tax_authority", "bank"])
            ),
            models.CheckConstraint(  # tokens older than their regions were revoked
                name="api_token_region",
                condition=Q(scope="employer", region__isnull=True)
                | ~Q(scope="employer") & (Q(region__isnull=False) | Q(revoked_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
