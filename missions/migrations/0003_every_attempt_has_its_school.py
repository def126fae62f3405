import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # Else the foreign keys of the rows written here would still be waiting when the column changes.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    attempts = apps.get_model("missions", "Attempt").objects.filter(organization=None)
    learners = apps.get_model("learners", "Learner").objects.filter(pk=OuterRef("learner"))
    attempts.update(organization=Subquery(learners.values("organization")[:1]))


class Migration(migrations.Migration):
    dependencies = [("missions", "0002_know_presence_choices_and_the_school")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="attempt",
            name="organization",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.organization",
                verbose_name="établissement",
            ),
        ),
    ]
