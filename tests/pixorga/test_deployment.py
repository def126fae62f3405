"""What Dockerfile and docker-compose.yml say fits the code: no Docker engine is needed to be wrong."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from pixorga.jobs import registry
from pixorga.testing.processes import Process, free_port

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
OUR_SERVICES = ("migrate", "web", "worker", "import-worker", "beat")
COMMANDS = [service["command"].split() for service in COMPOSE.values() if "command" in service]


def example_variables() -> set[str]:
    """The variables that .env.example offers."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    return {line.split("=")[0] for line in lines if line and not line.startswith("#")}


def image_command() -> list[str]:
    """What the image runs when nothing else is said."""
    return json.loads(re.search(r"^CMD (\[.*?\])$", DOCKERFILE.replace("\\\n", ""), re.MULTILINE)[1])


def test_the_settings_read_every_variable_of_the_example():
    read = set(re.findall(r'env(?:\.\w+)?\(\s*"(\w+)"', (ROOT / "pixorga/settings.py").read_text()))
    assert example_variables() - read == {"POSTGRES_PASSWORD"}
    assert {name for service in OUR_SERVICES for name in COMPOSE[service]["environment"]} <= read


def test_one_worker_listens_to_each_queue():
    named = [command[command.index("--queues") + 1] for command in COMMANDS if "--queues" in command]
    listened_to = [queue for names in named for queue in names.split(",")]
    queues = set(listened_to)
    assert len(listened_to) == len(queues)
    assert {kind.queue for kind in registry._kinds.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE} <= queues


def test_a_release_runs_commands_that_exist():
    commands = set(re.findall(r"manage\.py (\w+)", COMPOSE["migrate"]["command"] + DOCKERFILE))
    assert commands
    assert commands <= set(get_commands())


@pytest.mark.services
def test_the_image_serves_pages_under_production_settings(service_tools):
    port = free_port()
    command = [part.replace("0.0.0.0:8000", f"127.0.0.1:{port}") for part in image_command()]
    environment = service_tools.environment() | {
        "PIXORGA_ENV": "production",
        "ALLOWED_HOSTS": "pixorga.example",
        "SITE_URL": "https://pixorga.example",
        "TRUSTED_PROXIES": "1",
    }
    [_cmd, _python, option, code] = COMPOSE["web"]["healthcheck"]["test"]
    healthcheck = [sys.executable, option, code.replace(":8000", f":{port}")]

    def is_healthy() -> bool:
        return subprocess.run(healthcheck, env=environment, capture_output=True, check=False).returncode == 0

    web = Process([sys.executable, "-m", *command], service_tools.folder / "web.log", environment=environment)
    try:
        web.wait_ready(is_healthy, "gunicorn")
    finally:
        web.kill()
