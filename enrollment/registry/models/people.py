"""Persons with all their identifiers over time, their cards, and the account money for them goes to."""

import pghistory
from django.db import models
from django.db.models import F, Q

from siadmin.agency.models import Region
from siadmin.kernel.fields import EncryptedTextField, HashField
from siadmin.matters.models import Case


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
    name_folded = models.CharField(
        max_length=60, db_collation="C", help_text="For search: no spaces, one kind of dot, lower case."
    )
    pinyin = models.CharField(max_length=120, blank=True, db_collation="C")
    initials = models.CharField(max_length=20, blank=True, db_collation="C")
    sex = models.CharField(max_length=6, choices=Sex.choices)
    birth_on = models.DateField()
    retirement_group = models.CharField(max_length=3, choices=RetirementGroup.choices)
    household = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    residence = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    phone = EncryptedTextField(null=True)
    phone_hash = HashField(null=True)
    phone_case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, related_name="+", db_index=False,
        help_text="By which it was told at the counter, or changed last.",
    )  # fmt: skip
    died_on = models.DateField(null=True)
    death_told_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", db_index=False,
        help_text="The record of the same person a register told it of; null: this one.",
    )  # fmt: skip
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_death_told_of_another",
                condition=Q(death_told_of__isnull=True) | Q(died_on__isnull=False) & ~Q(death_told_of=F("id")),
            ),
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
        indexes = [  # by bytes: the start of a name is a range, and the first of many are read in its order
            models.Index(fields=["name_folded", "id"], name="person_by_name"),
            models.Index(fields=["initials", "id"], name="person_by_initials"),
            models.Index(fields=["pinyin", "id"], name="person_by_pinyin"),
            models.Index(fields=["birth_on", "name_folded"], name="person_born"),
            models.Index(fields=["phone_hash"], name="person_phone"),
            models.Index(fields=["id"], include=["died_on"], name="person_dead", condition=Q(died_on__isnull=False)),
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


@pghistory.track(model_name="BankCardHistory")
class BankCard(models.Model):
    """The account money for a person goes to, for a time: of their social security card where it has one (REG 62)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bank_cards")
    bank_name = models.CharField(max_length=80)
    account = EncryptedTextField()
    account_hash = HashField()
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ends_before__isnull=True), name="bank_card_one_at_a_time"
            ),
            models.CheckConstraint(
                name="bank_card_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on"))
            ),
        ]
        indexes = [models.Index(fields=["account_hash"], name="bank_card_account")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.bank_name}"
