"""The program of an institution: an OAuth2 client that signs in by its own credentials."""

from django.conf import settings
from django.db import models

from benefits.providers.models.institutions import Institution
from siadmin.agency.models import User

SCOPE = "provider"


class ProviderClient(models.Model):
    """Reaches the stays of its own institution and nothing else, until it is revoked."""

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="clients")
    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, on_delete=models.PROTECT, related_name="provider_client"
    )
    name = models.CharField(max_length=80)
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        return SCOPE
