from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("missions", "0003_every_attempt_has_its_school"),
        ("organizations", "0002_remember_chosen_schools_and_send_errors"),
    ]

    operations = [
        migrations.CreateModel(
            name="SchoolSession",
            fields=[],
            options={
                "verbose_name": "session de Pix Junior",
                "verbose_name_plural": "sessions de Pix Junior",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("organizations.organization",),
        ),
    ]
