"""The database refuses to change an event; PostgreSQL refuses to delete one outside of the purge.

TRUNCATE and, on SQLite, DELETE stay free: the tests empty their tables with them.
"""

from django.db import migrations

ON = {
    "postgresql": [
        """
        CREATE FUNCTION journal_event_is_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND current_setting('pixorga.purges_journal', true) = 'yes' THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the journal is written once' USING ERRCODE = 'integrity_constraint_violation';
        END
        $$
        """,
        """
        CREATE TRIGGER journal_event_is_written_once BEFORE UPDATE OR DELETE ON journal_event
        FOR EACH ROW EXECUTE FUNCTION journal_event_is_written_once()
        """,
    ],
    "sqlite": [
        """
        CREATE TRIGGER journal_event_is_written_once BEFORE UPDATE ON journal_event
        BEGIN SELECT RAISE(ABORT, 'the journal is written once'); END
        """
    ],
}
OFF = {
    "postgresql": [
        "DROP TRIGGER journal_event_is_written_once ON journal_event",
        "DROP FUNCTION journal_event_is_written_once()",
    ],
    "sqlite": ["DROP TRIGGER journal_event_is_written_once"],
}


def guard(apps, schema_editor):
    for statement in ON[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in OFF[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_find_events_by_actor_account_and_date")]

    operations = [migrations.RunPython(guard, unguard)]
