from celery import shared_task

from pixorga import retention


@shared_task(name="pixorga.tasks.purge")
def purge() -> None:
    retention.request_purge()
