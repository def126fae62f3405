"""A class that does the same thing at the same moment: P8 (coming in) and P9 (answers)."""

import threading
import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from urllib.parse import urlencode

from bench.classroom_cast import School, right_value, seat
from bench.classroom_http import Tablet, come_in, come_in_barely, together
from bench.classroom_pages import ASKED, MS
from bench.classroom_server import Site
from bench.report import Measure
from learners.models import Learner
from missions.models import Activity, ActivityAnswer, Attempt, Mission
from missions.questions import current_question

POLL = 10
# Of bare answers: each is stored at a place of its own.
positions = count(1000)


class Crowd:
    """Pupils of a few schools, thirty of each, who do everything together; each mission is begun once."""

    def __init__(self, site: Site, schools: Sequence[School], missions: Sequence[Mission]) -> None:
        self.site, self.schools = site, schools
        self.missions = iter(missions)

    def pupils(self, count: int) -> list[Learner]:
        share = -(-count // len(self.schools))
        return [pupil for school in self.schools for pupil in school.pupils(share)][:count]


@contextmanager
def boards(site: Site, schools: Sequence[School], count: int) -> Iterator[list[int]]:
    """Keep boards open while the block runs, each asking every 10 s; yield the statuses of the answers."""
    statuses: list[int] = []
    over = threading.Event()

    def watch(number: int) -> None:
        tablet = Tablet(site.port, schools[number % len(schools)].cookies)
        etag = ""
        over.wait(POLL * number / max(count, 1))
        while not over.is_set():
            path = f"/missions/direct/nouvelles/?{urlencode({'classes': 'CM1 000'})}"
            statuses.append(tablet.get(path, ASKED | {"If-None-Match": etag}, expect=(200, 304)))
            etag = tablet.headers["ETag"]
            over.wait(POLL)

    watchers = [threading.Thread(target=watch, args=(number,), daemon=True) for number in range(count)]
    for watcher in watchers:
        watcher.start()
    yield statuses
    over.set()
    for watcher in watchers:
        watcher.join(POLL)


def bursts(crowd: Crowd, options: Namespace, where: str) -> Iterator[Measure]:
    """P8: from the code page to the first question, all at once, beside as many bare requests."""
    pupils = crowd.pupils(30)
    bare, ours = [], []
    for _ in range(options.rounds):
        bare.append(_p95(_burst_barely(crowd.site, pupils)))
        ours.append(_p95(_burst(crowd, pupils)))
    detail = f"{min(ours):.2f} s ÷ {min(bare):.2f} s"
    what = f"30 pupils come in at once (p95) ÷ bare, {where}"
    yield Measure("P8", what, min(ours) / min(bare), "", 3, 1.5, detail)
    many = _burst(crowd, crowd.pupils(options.clients))
    errors = [each for each in many if isinstance(each, Exception)]
    detail = f"p95 {_p95(many):.1f} s" if len(errors) < len(many) else ""
    detail += f"; {errors[0]}" if errors else ""
    what = f"errors when {options.clients} come in at once, {where}"
    yield Measure("P8", what, len(errors), "", 0, 0 if options.clients >= 1000 else None, detail)


def _p95(seconds: Sequence[float | Exception]) -> float:
    done = sorted(each for each in seconds if not isinstance(each, Exception))
    return done[round(0.95 * (len(done) - 1))]


def _burst(crowd: Crowd, pupils: Sequence[Learner]) -> list[float | Exception]:
    mission = next(crowd.missions).pk

    def one(pupil: Learner) -> float:
        start = time.perf_counter()
        tablet = Tablet(crowd.site.port)
        come_in(tablet, pupil.organization.school_code, pupil.division, pupil.pk, mission)
        tablet.close()
        return time.perf_counter() - start

    return together([lambda pupil=pupil: one(pupil) for pupil in pupils])


def _burst_barely(site: Site, pupils: Sequence[Learner]) -> list[float | Exception]:
    activity = Activity.objects.select_related("attempt").order_by("pk").first()
    challenge = activity.challenge_ids[0]

    def one(pupil: Learner) -> float:
        start = time.perf_counter()
        tablet = Tablet(site.port)
        first = 3 * next(positions)
        come_in_barely(tablet, pupil.pk, activity.attempt_id, activity.pk, challenge, first)
        tablet.close()
        return time.perf_counter() - start

    return together([lambda pupil=pupil: one(pupil) for pupil in pupils])


def answers(crowd: Crowd, options: Namespace, where: str) -> Iterator[Measure]:
    """P9: right answers, stored with all that follows, beside bare POSTs; as many as the server takes."""
    pupils = crowd.pupils(30)
    attempts = seat(pupils, [next(crowd.missions) for _ in range(options.answers)], options.answers)
    tablets = {pupil.pk: _seated(crowd.site, pupil) for pupil in pupils}
    cpu_ours = cpu_bare = wall_ours = wall_bare = 0.0
    sent = 0
    for _ in range(options.rounds):
        forms = _forms(attempts)
        before = ActivityAnswer.objects.count()
        cpu, wall = _post(crowd.site, tablets, forms)
        stored = ActivityAnswer.objects.count() - before
        if stored != len(forms):
            raise RuntimeError(f"{stored} answers are stored of {len(forms)}")
        cpu_ours, wall_ours, sent = cpu_ours + cpu, wall_ours + wall, sent + stored
        cpu, wall = _post(crowd.site, tablets, _bare_forms(forms))
        cpu_bare, wall_bare = cpu_bare + cpu, wall_bare + wall
    detail = (
        f"{cpu_bare / sent * MS:.2f} ms ÷ {cpu_ours / sent * MS:.2f} ms of CPU, PostgreSQL's with it; "
        f"beside these tablets {sent / wall_ours:.0f}/s ÷ {sent / wall_bare:.0f}/s"
    )
    what = f"answers a second of CPU ÷ bare POST, {where}"
    yield Measure("P9", what, cpu_bare / cpu_ours, "", 0.35, 0.6, detail, is_least=True)


def _seated(site: Site, pupil: Learner) -> Tablet:
    """Return the tablet of a pupil who has come in, with a form's token."""
    tablet = Tablet(site.port)
    path = f"/junior/ecole/{pupil.organization.school_code}/eleves/{pupil.pk}/"
    tablet.get(path)
    tablet.post(path, [])
    tablet.get("/bare/form/")
    return tablet


Form = tuple[int, str, list[tuple[str, object]]]


def _forms(attempts: Sequence[Attempt]) -> list[Form]:
    """Return the next right answer of each attempt that still asks something: pupil, address, fields."""
    forms = []
    for attempt in attempts:
        asked = current_question(attempt)
        if asked is None:
            continue
        fields: list[tuple[str, object]] = [("activity", asked.activity.pk), ("position", asked.position)]
        fields += [("answer", value) for value in right_value(asked.challenge)]
        forms.append((attempt.learner_id, f"/junior/missions/{attempt.mission_id}/repondre/", fields))
    return forms


def _bare_forms(forms: Sequence[Form]) -> list[Form]:
    activity = Activity.objects.order_by("pk").first()
    fields = [("activity", activity.pk), ("challenge", activity.challenge_ids[0])]
    return [
        (pupil, f"/bare/{pupil}/{activity.attempt_id}/{3 * next(positions)}/", fields)
        for pupil, _, _ in forms
    ]


def _post(site: Site, tablets: dict[int, Tablet], forms: Sequence[Form]) -> tuple[float, float]:
    """Send all forms, each pupil his own one after the other; return CPU and wall seconds."""

    def send_all(pupil: int) -> None:
        tablet = tablets[pupil]
        token = tablet.cookies["csrftoken"]
        for who, path, fields in forms:
            if who == pupil:
                tablet.send(path, urlencode([*fields, ("csrfmiddlewaretoken", token)]))

    before, start = site.cpu(), time.perf_counter()
    done = together([lambda pupil=pupil: send_all(pupil) for pupil in tablets])
    wall = time.perf_counter() - start
    cpu = sum(site.cpu()) - sum(before)
    for each in done:
        if isinstance(each, Exception):
            raise each
    return cpu, wall
