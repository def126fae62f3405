from celery import shared_task

from pixorga.jobs import services


@shared_task(name="pixorga.jobs.tasks.wake")
def wake(queue: str) -> None:
    services.run_due(queue)


@shared_task(name="pixorga.jobs.tasks.sweep")
def sweep() -> None:
    services.sweep()
