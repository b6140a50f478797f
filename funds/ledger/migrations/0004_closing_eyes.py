"""Who prepared and who closed a month is kept true by the check that all tables with eyes share."""

from django.db import migrations

from siadmin.agency.operations import Eyes

_OWN_CHECK = """
CREATE FUNCTION ledger_closing_names_its_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.prepared_eyes <> (SELECT encode(identity_hash, 'hex') FROM agency_user WHERE id = NEW.prepared_by_id)
       OR NEW.closed_eyes
          <> coalesce((SELECT encode(identity_hash, 'hex') FROM agency_user WHERE id = NEW.closed_by_id), '')
    THEN
        RAISE EXCEPTION 'closing % names other people than its accounts', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_names_its_people';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_closing_names_its_people BEFORE INSERT OR UPDATE ON ledger_closing
    FOR EACH ROW EXECUTE FUNCTION ledger_closing_names_its_people();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_complete"), ("agency", "0004_eyes")]

    operations = [
        migrations.RunSQL(
            "DROP TRIGGER ledger_closing_names_its_people ON ledger_closing;"
            "DROP FUNCTION ledger_closing_names_its_people()",
            _OWN_CHECK,
        ),
        Eyes("ledger_closing", "prepared", "closed"),
    ]
