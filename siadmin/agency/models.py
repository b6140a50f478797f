"""Who, where, which post: regions, offices, users, the posts they hold, and the trail of what they did."""

from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.db import models
from django.db.models import F, Q

from siadmin.agency.insurances import Line
from siadmin.agency.posts import Post
from siadmin.kernel.fields import HashField
from siadmin.kernel.language import Words


class Level(models.IntegerChoices):
    """Five levels of service (REG 28)."""

    NATION = 0
    PROVINCE = 1
    PREFECTURE = 2
    COUNTY = 3
    TOWNSHIP = 4
    VILLAGE = 5


class Region(models.Model):
    """A place in the five-level tree, by its GB/T 2260 code; dated, because regions merge and split."""

    code = models.CharField(max_length=12, primary_key=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    level = models.SmallIntegerField(choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=80, help_text="Codes from the nation down, each followed by a slash.")
    starts_on = models.DateField(null=True)
    ends_before = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    class Meta:
        constraints = [
            models.CheckConstraint(name="region_code_digits", condition=Q(code__regex=r"^(\d{6}|\d{9}|\d{12})$")),
            models.CheckConstraint(name="region_root_only_is_nation", condition=Q(parent__isnull=False) | Q(level=0)),
            models.CheckConstraint(
                name="region_period",
                condition=Q(ends_before__isnull=True) | Q(starts_on__isnull=True) | Q(ends_before__gt=F("starts_on")),
            ),
        ]
        indexes = [models.Index(fields=["path"], name="region_path", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"

    @property
    def words(self) -> Words:
        return Words(self.name_zh, self.name_en)


class Office(models.Model):
    """An agency of one line at one place (REG 4, 60)."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    line = models.CharField(max_length=4, choices=Line.choices)
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "line"], name="office_once")]

    def __str__(self) -> str:
        return self.name_zh


class User(AbstractBaseUser):
    """An account. `person_hash` names the natural person behind it: four eyes are people, not accounts.

    `identity_hash` is of the number the account was opened with and stays. Where that number was replaced by another,
    or replaced one, `person_hash` is what both lead to (`NumberLink`); the database sets it and keeps it so.
    """

    username = models.CharField(max_length=60, unique=True)
    display_name = models.CharField(max_length=60)
    display_name_en = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    identity_hash = HashField()
    person_hash = HashField(editable=False)
    is_staff_member = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]
    objects = UserManager()

    class Meta:
        indexes = [
            models.Index(fields=["identity_hash"], name="user_identity"),
            models.Index(fields=["person_hash"], name="user_person"),
        ]

    def __str__(self) -> str:
        return self.username

    @property
    def eyes(self) -> str:
        """The natural person, for comparing makers and checkers."""
        return bytes(self.person_hash).hex()


class NumberLink(models.Model):
    """A number that is of the same natural person as another, by their keyed hashes. Append-only."""

    identity_hash = HashField()
    person_hash = HashField()
    linked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["identity_hash"], name="numberlink_of_number")]

    def __str__(self) -> str:
        return f"{bytes(self.identity_hash).hex()[:8]} → {bytes(self.person_hash).hex()[:8]}"


class NumberParting(models.Model):
    """The end of a link: its numbers proved to be of two natural persons. Append-only."""

    link = models.OneToOneField(NumberLink, on_delete=models.PROTECT, related_name="parting")
    parted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.link_id} parted"


class PostGrant(models.Model):
    """A post a user holds at an office, from a day on; taken back by ending it, never by deleting it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    identity_hash = HashField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grants")
    post = models.CharField(max_length=20, choices=Post.choices)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField()
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "office", "post"], condition=Q(ends_before__isnull=True), name="post_held_once"
            ),
            models.CheckConstraint(
                name="post_grant_period", condition=Q(ends_before__isnull=True) | Q(ends_before__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="post_not_granted_to_oneself", condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("user"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.post}"


class ForbiddenPair(models.Model):
    """Two posts one natural person may not hold at the same time; both orders are rows."""

    one = models.CharField(max_length=20, choices=Post.choices)
    other = models.CharField(max_length=20, choices=Post.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="forbidden_pair_once")]

    def __str__(self) -> str:
        return f"{self.one} × {self.other}"


class Act(models.Model):
    """One thing somebody did: who, when, what, on which object, why, by which channel (REG 29, 38). Append-only."""

    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True, help_text="The user; null for the system itself.")
    actor_name = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    reason = models.CharField(max_length=500, blank=True)
    detail = models.JSONField(default=dict)
    channel = models.CharField(max_length=12, default="portal")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject", "-at"], name="act_subject"),
            models.Index(fields=["-at"], name="act_time"),
            models.Index(fields=["actor_id", "-at"], name="act_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"


class Document(models.Model):
    """A file somebody sent, kept as it came and encrypted (SIL 74: original vouchers are kept)."""

    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    size = models.IntegerField()
    content = models.BinaryField()
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["digest"], name="document_digest")]

    def __str__(self) -> str:
        return self.name
