"""What we tell people: letters with a verification code, messages, short texts to phones, one-time codes.

A recipient or subject is a kind and our public number (`person` P…, `employer` E…) or a user's name: who they are lives
in the registry above.
"""

from django.db import models
from django.db.models import F, Q

from siadmin.agency.models import Office, User
from siadmin.kernel.fields import EncryptedTextField, HashField


class RecipientKind(models.TextChoices):
    PERSON = "person"
    EMPLOYER = "employer"
    USER = "user"


class Language(models.TextChoices):
    """What a letter is written in; `both` is Chinese with English beside it."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class Issued(models.Model):
    """One issued letter. Nothing of it changes but that it may be revoked, once; a trigger refuses the rest.

    There is no column for a fee: queries and certificates are free (REG 32, SIL 74). `figures` are what anybody with
    the code may see; everything else is in `payload`, from which the PDF is set again at any time.
    """

    number = models.CharField(max_length=12, unique=True, help_text="Public and opaque, such as L7K2M-9Q4XH.")
    code_hash = HashField(unique=True, help_text="Looked up by hash: how long it takes tells nothing of other codes.")
    kind = models.CharField(max_length=40)
    edition = models.SmallIntegerField()
    key = models.CharField(max_length=120, blank=True, help_text="The issuer's: one letter of a kind for a key.")
    subject_kind = models.CharField(max_length=8, choices=RecipientKind.choices)
    subject = models.CharField(max_length=60)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=4, choices=Language.choices)
    basis = models.CharField(max_length=200)
    figures = models.JSONField(default=dict)
    payload = EncryptedTextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the PDF as it was issued.")
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=~Q(key=""), name="issued_once_for_a_key"),
            models.CheckConstraint(name="issued_on_a_basis", condition=~Q(basis="")),
            models.CheckConstraint(name="issued_digest_form", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(
                name="issued_revoked_for_a_reason",
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_reason="")),
            ),
            models.CheckConstraint(
                name="issued_before_revoked", condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("issued_at"))
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject", "-issued_at"], name="issued_subject")]

    def __str__(self) -> str:
        return self.number


class Message(models.Model):
    """One message in somebody's box. Only that it was read is added, once; a trigger refuses the rest."""

    recipient_kind = models.CharField(max_length=8, choices=RecipientKind.choices)
    recipient = models.CharField(max_length=60)
    code = models.CharField(max_length=60)
    key = models.CharField(max_length=120, blank=True, help_text="The sender's: one message of a code for a key.")
    params = models.JSONField(default=dict)
    route = models.CharField(max_length=60, blank=True)
    arguments = models.JSONField(default=list)
    issued = models.ForeignKey(Issued, on_delete=models.PROTECT, null=True, related_name="messages")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_kind", "recipient", "code", "key"],
                condition=~Q(key=""),
                name="message_once_for_a_key",
            ),
            models.CheckConstraint(
                name="message_read_by_somebody",
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__gte=F("sent_at"), read_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["recipient_kind", "recipient", "-sent_at"], name="message_box"),
            models.Index(
                fields=["recipient_kind", "recipient"], name="message_unread", condition=Q(read_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} to {self.recipient}"


class TextState(models.TextChoices):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


MOST_ATTEMPTS = 4


class ShortText(models.Model):
    """One text to a phone, waiting for the gateway. What it says is wiped when it is sent or given up."""

    reference = models.UUIDField(unique=True, help_text="The same at every attempt: the gateway sends it once.")
    phone = EncryptedTextField()
    phone_hash = HashField()
    body = EncryptedTextField(null=True)
    code = models.CharField(max_length=60, help_text="Of the text it was written from.")
    state = models.CharField(max_length=8, choices=TextState.choices, default=TextState.WAITING)
    attempts = models.SmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    try_at = models.DateTimeField(help_text="Not before; while an attempt runs, the end of its lease.")
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    gateway_number = models.CharField(max_length=80, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="text_settled_and_wiped",
                condition=Q(state="waiting", settled_at__isnull=True, body__isnull=False)
                | Q(state__in=["sent", "failed"], settled_at__isnull=False, body__isnull=True),
            ),
            models.CheckConstraint(
                name="text_tried_so_often", condition=Q(attempts__gte=0, attempts__lte=MOST_ATTEMPTS)
            ),
            models.CheckConstraint(name="text_failed_with_a_word", condition=~Q(state="failed") | ~Q(failure="")),
        ]
        indexes = [models.Index(fields=["try_at"], name="text_waiting", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class SimulatedText(models.Model):
    """What the simulated gateway took: the outbox of the demonstration and of tests."""

    reference = models.UUIDField(unique=True)
    phone = EncryptedTextField()
    body = EncryptedTextField()
    taken_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.reference)


MOST_TRIES = 5


class OneTimeCode(models.Model):
    """Six digits sent to a phone for one purpose: kept as a hash, good for minutes, for five tries, once."""

    purpose = models.CharField(max_length=40)
    phone_hash = HashField()
    salt = models.UUIDField()
    code_hash = HashField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_time_code_tries", condition=Q(tries__gte=0, tries__lte=MOST_TRIES)),
            models.CheckConstraint(name="one_time_code_expires", condition=Q(expires_at__gt=F("sent_at"))),
            models.CheckConstraint(
                name="one_time_code_used_in_time",
                condition=Q(used_at__isnull=True) | Q(used_at__lt=F("expires_at"), used_at__gte=F("sent_at")),
            ),
        ]
        indexes = [models.Index(fields=["purpose", "phone_hash", "-sent_at"], name="one_time_code_newest")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.sent_at}"


class Attempts(models.Model):
    """How often somebody tried a door since a moment: what keeps guessing slow. Callers are kept as hashes."""

    door = models.CharField(max_length=40)
    caller_hash = HashField()
    since = models.DateTimeField()
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "caller_hash"], name="attempts_once"),
            models.CheckConstraint(name="attempts_counted", condition=Q(count__gte=1)),
        ]
        indexes = [models.Index(fields=["since"], name="attempts_since")]

    def __str__(self) -> str:
        return f"{self.door} {self.count}"
