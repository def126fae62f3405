"""Logging: one line an event, ids only; JSON in production, readable elsewhere."""

import logging
import sys
import traceback

import structlog
from django.conf import settings


def configure() -> None:
    """Send every log record to the error output through structlog."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_addresses,
        _without_exception_values,
    ]
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.PRODUCTION
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # Every page not found, which our own line tells already.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    logging.getLogger("django.server").setLevel(logging.WARNING)


def _without_addresses(_logger: object, _method: str, event: dict) -> dict:
    """Keep the kind of Django's own records; they repeat the page's address, hence codes and search words."""
    for extra in ("request", "message"):  # the second is left on a record by any other handler
        event.pop(extra, None)
    if event["logger"].startswith(("django.request", "django.security")):
        event["event"] = event["logger"]
    return event


def _without_exception_values(_logger: object, _method: str, event: dict) -> dict:
    """Keep the type and the place of an exception; its message may hold a name (« Key (ine)=(…) »)."""
    exc_info = event.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    if exc_info and exc_info[0] is not None:
        frames = traceback.extract_tb(exc_info[2])
        event["error"] = exc_info[0].__qualname__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event
