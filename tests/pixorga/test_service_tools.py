"""The tools of the fault tests do what they say: real workers on the test's database, a Redis of our own."""

import time

import pytest
from django.core.cache import cache
from django.db import connection

from pixorga.jobs import services as jobs
from pixorga.jobs.models import Job
from pixorga.testing.processes import wait_until
from tests.pixorga import probe_jobs

pytestmark = pytest.mark.services

PROBES = (probe_jobs.__name__,)
GATE = 42


def is_done(job: Job) -> bool:
    job.refresh_from_db()
    return job.state == Job.State.DONE


def is_waiting_at_the_gate() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0] == 1


def test_a_worker_takes_a_job_through_the_broker(service_tools):
    with service_tools.worker(["default"], include=PROBES) as worker:
        [job] = jobs.enqueue("probe", 1)
        wait_until(lambda: is_done(job), "the job")
        worker.stop()
    assert job.attempts == 1
    assert "Traceback" not in worker.output()


def test_a_bell_that_a_frozen_broker_swallows_is_rung_again(service_tools):
    service_tools.redis.freeze()
    [job] = jobs.enqueue("probe", 1)
    service_tools.redis.thaw()
    service_tools.redis.flush()
    with service_tools.worker(beat=True, include=PROBES):
        wait_until(lambda: is_done(job), "the job")
    assert job.attempts == 1


@pytest.mark.parametrize("fault", ["freeze", "kill"])
def test_a_broker_that_is_away_holds_a_page_up_for_its_time_out_at_most(service_tools, fault):
    getattr(service_tools.redis, fault)()
    before = time.monotonic()
    jobs.enqueue("probe", 1)
    assert time.monotonic() - before < 4, "the time-out is 2 s; several tries took 6 s"


def test_a_worker_goes_on_after_the_broker_was_killed(service_tools):
    with service_tools.worker(beat=True, include=PROBES):
        service_tools.redis.kill()
        [job] = jobs.enqueue("probe", 1)
        service_tools.redis.restart()
        wait_until(lambda: is_done(job), "the job")
    assert job.attempts == 1


def test_a_job_of_a_killed_worker_is_done_by_the_next_one(service_tools):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [GATE])
    with service_tools.worker(include=PROBES) as worker:
        [job] = jobs.enqueue("probe-gate", GATE)
        wait_until(is_waiting_at_the_gate, "the worker at the gate")
        worker.kill()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [GATE])
    assert not is_done(job)
    with service_tools.worker(beat=True, include=PROBES):
        wait_until(lambda: is_done(job), "the job")
    assert job.attempts == 2


def test_the_cache_is_a_redis_that_survives_being_killed_and_started_again(service_tools):
    cache.set("key", "value")
    service_tools.redis.restart()
    assert cache.get("key") == "value"
    service_tools.redis.flush()
    assert cache.get("key") is None
