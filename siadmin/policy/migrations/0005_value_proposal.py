"""A value names the proposal it comes from; those that people approved before get theirs."""

import django.db.models.deletion
from django.db import migrations, models

NAME_PROPOSALS = """
UPDATE policy_value AS value SET proposal_id = (
    SELECT asked.id FROM policy_proposal AS asked JOIN policy_series AS series USING (key, region_id, category)
     WHERE series.id = value.series_id AND asked.state = 'approved'
       AND (asked.proposed_by_id, asked.decided_by_id) = (value.proposed_by_id, value.approved_by_id)
       AND (asked.value, asked.source) = (value.value, value.source) AND asked.decided_at <= value.approved_at
       AND daterange(asked.starts_on, asked.ends_before) @> daterange(value.starts_on, value.ends_before)
     ORDER BY asked.decided_at DESC LIMIT 1)
 WHERE value.proposed_by_id IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
NAME_PEOPLE = """
UPDATE policy_value AS value SET proposed_by_id = asked.proposed_by_id, approved_by_id = asked.decided_by_id
  FROM policy_proposal AS asked WHERE asked.id = value.proposal_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("policy", "0004_proposal_eyes")]

    operations = [
        migrations.AddField(
            model_name="value",
            name="proposal",
            field=models.ForeignKey(
                help_text="Null: from a file.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="values",
                to="policy.proposal",
            ),
        ),
        migrations.RunSQL(NAME_PROPOSALS, NAME_PEOPLE),
    ]
