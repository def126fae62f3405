"""The choice of a class ends with its school year.

Going back fails where a class of the same name has chosen in two years: delete the older rows first.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("missions", "0004_list_the_sessions_of_schools"),
        ("organizations", "0002_remember_chosen_schools_and_send_errors"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="missionchoice",
            name="one_choice_per_division_and_mission",
        ),
        # Rows from before belong to no year: no release has written any.
        migrations.AddField(
            model_name="missionchoice",
            name="school_year",
            field=models.PositiveIntegerField(default=0, verbose_name="année scolaire (début)"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="missionchoice",
            constraint=models.UniqueConstraint(
                fields=("organization", "school_year", "division", "mission"),
                name="one_choice_per_year_division_and_mission",
            ),
        ),
    ]
