from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0002_campaigns"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="participation",
            index=models.Index(
                condition=models.Q(
                    ("deleted_at", None), ("is_certifiable__isnull", False), ("shared_at__isnull", False)
                ),
                fields=["learner", "-shared_at"],
                name="profiles_sent_by_a_learner",
            ),
        ),
    ]
