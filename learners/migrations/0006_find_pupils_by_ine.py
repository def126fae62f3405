"""Find every record of a pupil by INE, with an account or not: joining locks them all."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learners", "0005_help_with_accounts"),
        ("organizations", "0003_count_changes_of_pupils"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="learner", name="learners_with_account_by_ine"),
        migrations.AddIndex(
            model_name="learner",
            index=models.Index(fields=["national_student_id"], name="learners_by_ine"),
        ),
    ]
