"""Who proposed and who decided are the people of their accounts; what is decided says when and by whom."""

from django.db import migrations, models
from django.db.models import Q

from siadmin.agency.operations import Eyes


class Migration(migrations.Migration):
    dependencies = [("policy", "0003_days"), ("agency", "0004_eyes")]

    operations = [
        migrations.RemoveConstraint(model_name="proposal", name="proposal_decided_by_someone"),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                name="proposal_decided_by_someone",
                condition=Q(state__in=["proposed", "withdrawn"], decided_by=None, decided_at=None)
                | Q(state__in=["approved", "refused"], decided_by__isnull=False, decided_at__isnull=False),
            ),
        ),
        Eyes("policy_proposal", "proposed", "decided"),
    ]
