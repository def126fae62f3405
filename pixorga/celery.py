"""The Celery application: a bell that wakes workers; what they do is in the database (pixorga.jobs)."""

import os

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pixorga.settings")

app = Celery("pixorga")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def put_no_bell_back(**_: object) -> None:
    """Let a worker outlive its broker.

    kombu 5.7.0 ends a worker that holds a bell when the broker goes away: it tries to put it back over a
    connection that it has closed already. The sweep rings again.
    """
    from kombu.transport.redis import Channel

    Channel.do_restore = False
