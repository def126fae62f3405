from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["actor_id", "-id"], name="journal_by_actor"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("organization_id", None)),
                fields=["subject_id", "at"],
                name="journal_by_account",
            ),
        ),
        migrations.AddIndex(model_name="event", index=models.Index(fields=["at"], name="journal_by_date")),
    ]
