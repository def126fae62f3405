"""What pages cost: P5 (CPU), P6 (queries), P7 (long lists) and P14 (bytes of the way in)."""

import re
import statistics
import time
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from urllib.parse import urljoin

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.classroom_cast import School, make_schools, open_school, right_value, seat
from bench.classroom_http import Tablet, come_in
from bench.classroom_server import Site
from bench.report import Measure
from learners.models import Learner
from missions.models import Mission
from missions.questions import question_of

MS = 1000
KILOBYTE = 1024
PUPIL, STAFF = (4, 2.5), (8, 5)
ASKED = {"HX-Request": "true"}
Act = Callable[[Tablet], object]


class Desk:
    """A school at work: pages to look at, for a pupil who plays and for his teacher.

    mission: being played, one answer given; ``feedback``: the page of that answer; ``done``: a finished one.
    """

    def __init__(self, site: Site, school: School, missions: Sequence[Mission]) -> None:
        self.site, self.school, self.mission = site, school, missions[1]
        self.code, self.done = school.organization.school_code, missions[0].pk
        pupil = school.pupils(1)[0]
        self.division = pupil.division
        self.pupil = Tablet(site.port)
        come_in(self.pupil, self.code, self.division, pupil.pk, self.mission.pk)
        self.feedback = answer(self.pupil, pupil, self.mission.pk)
        self.teacher = Tablet(site.port, school.cookies)
        seat(school.pupils(30)[1:], missions[1:], 1)

    def pupil_pages(self) -> dict[str, str]:
        play, door = f"/junior/missions/{self.mission.pk}/", f"/junior/ecole/{self.code}/"
        return {
            "code": "/junior/",
            "classes": door,
            "first names": f"{door}eleves/?classe={self.division}".replace(" ", "%20"),
            "missions": "/junior/missions/",
            "question": f"{play}question/",
            "feedback": self.feedback,
            "end of a mission": f"/junior/missions/{self.done}/fin/",
        }

    def staff_pages(self) -> dict[str, str]:
        mission = f"/missions/{self.done}/"
        return {
            "home": "/",
            "missions": "/missions/",
            "activities": mission,
            "results": f"{mission}resultats/",
            "pupils": "/eleves/",
            "board": f"/missions/direct/?classes={self.division}".replace(" ", "%20"),
        }


def answer(tablet: Tablet, pupil: Learner, mission: int) -> str:
    """Answer the question of the page that is open; return where it leads."""
    asked = question_of(pupil, mission)
    values = [("activity", asked.activity.pk), ("position", asked.position)]
    values += [("answer", value) for value in right_value(asked.challenge)]
    return tablet.post(f"/junior/missions/{mission}/repondre/", values)


def cpu(site: Site, act: Act, tablets: Sequence[Tablet], count: int) -> tuple[float, float]:
    """Return the CPU seconds of a request: of gunicorn's workers, and of PostgreSQL."""
    before = site.cpu()
    for number in range(count):
        act(tablets[number % len(tablets)])
    server, database = (after - start for after, start in zip(site.cpu(), before, strict=True))
    return server / count, database / count


def beside_bare(site: Site, name: str, act: Act, one: Tablet, goals: tuple, options: Namespace) -> Measure:
    """P5 of a page: the median of the rounds, in each of which the bare view comes before and after it."""
    visitors, bare_visitors = lines(one), lines(Tablet(site.port))
    rounds = []
    for _ in range(options.rounds):
        bares = [cpu(site, ask_bare, bare_visitors, options.requests // 2)[0]]
        ours, database = cpu(site, act, visitors, options.requests)
        bares.append(cpu(site, ask_bare, bare_visitors, options.requests // 2)[0])
        bare = statistics.mean(bares)
        rounds.append((ours / bare, ours * MS, bare * MS, database * MS))
    ratio, ours, bare, database = sorted(rounds)[len(rounds) // 2]
    detail = f"{ours:.2f} ms ÷ {bare:.2f} ms, and {database:.2f} ms of PostgreSQL"
    return Measure("P5", name, ratio, "", *goals, detail)


def ask_bare(tablet: Tablet) -> None:
    tablet.get("/bare/")


def lines(one: Tablet, count: int = 6) -> list[Tablet]:
    """Return as many browsers with the same cookies: their lines reach every worker."""
    return [Tablet(one.port, one.cookies) for _ in range(count)]


def page_costs(desk: Desk, options: Namespace, where: str) -> Iterator[Measure]:
    """P5: CPU of each page beside the bare view."""
    for who, pages, tablet, goals in (
        ("pupil", desk.pupil_pages(), desk.pupil, PUPIL),
        ("staff", desk.staff_pages(), desk.teacher, STAFF),
    ):
        for name, path in pages.items():
            what = f"{who}, {name}, {where}"
            yield beside_bare(desk.site, what, lambda one, path=path: one.get(path), tablet, goals, options)
    path = f"/missions/direct/nouvelles/?classes={desk.division}".replace(" ", "%20")
    desk.teacher.get(path, ASKED)
    etag = desk.teacher.headers["ETag"]
    for name, headers in (("news of an open board", {}), ("nothing new, 304", {"If-None-Match": etag})):
        ask = partial(_ask_news, path=path, headers=ASKED | headers)
        yield beside_bare(desk.site, f"staff, {name}, {where}", ask, desk.teacher, STAFF, options)


def _ask_news(tablet: Tablet, *, path: str, headers: dict[str, str]) -> None:
    tablet.get(path, headers, expect=(200, 304))


def queries(missions: Sequence[Mission], sizes: Sequence[int]) -> Iterator[Measure]:
    """P6: the queries of each page in schools of these sizes, and how much they grow."""
    counts: dict[str, list[int]] = {}
    for size in sizes:
        [organization] = make_schools(1, size)
        for name, count in _counted(open_school(organization), missions).items():
            counts.setdefault(name, []).append(count)
    goals = {"pupil": (8, 4), "answer": (12, 8), "staff": (15, 9)}
    for name, found in counts.items():
        kind = name.partition(",")[0]
        growth = f"{', '.join(map(str, found))} with {', '.join(map(str, sizes))} pupils"
        yield Measure("P6", f"queries of {name}", max(found), "", *goals[kind], growth)
    slope = max(found[-1] - found[0] for found in counts.values())
    yield Measure("P6", f"queries more with {max(sizes)} pupils than with {min(sizes)}", slope, "", 0, 0)


def _counted(school: School, missions: Sequence[Mission]) -> dict[str, int]:
    pupil = school.pupils(1)[0]
    door = f"/junior/ecole/{school.organization.school_code}/"
    tablet = Client()
    tablet.post(f"{door}eleves/{pupil.pk}/")
    play = f"/junior/missions/{missions[1].pk}/"
    tablet.post(f"{play}commencer/")
    counts = {}
    for name, path in {
        "pupil, classes": door,
        "pupil, first names": f"{door}eleves/?classe={pupil.division}",
        "pupil, missions": "/junior/missions/",
        "pupil, mission": f"/junior/missions/{missions[2].pk}/",
        "pupil, question": f"{play}question/",
    }.items():
        counts[name] = _count_again(lambda path=path: tablet.get(path))
    asked = question_of(pupil, missions[1].pk)
    form = {"activity": asked.activity.pk, "position": asked.position, "answer": right_value(asked.challenge)}
    counts["answer, stored"] = _count(lambda: tablet.post(f"{play}repondre/", form))
    teacher = Client()
    teacher.cookies["sessionid"] = school.cookies["sessionid"]
    mission = f"/missions/{missions[0].pk}/"
    for name, path in {
        "staff, home": "/",
        "staff, missions": "/missions/",
        "staff, activities": mission,
        "staff, results": f"{mission}resultats/",
        "staff, pupils": "/eleves/",
        "staff, board": "/missions/direct/",
    }.items():
        counts[name] = _count_again(lambda path=path: teacher.get(path))
    counts["staff, news of an open board"] = _count(
        lambda: teacher.get("/missions/direct/nouvelles/", headers=ASKED)
    )
    return counts


def _count_again(act: Callable[[], object]) -> int:
    """Return the queries of a page once the process knows its content: a text is read once for everybody."""
    act()
    return _count(act)


def _count(act: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = act()
    if answer.status_code not in (200, 303):
        raise RuntimeError(f"a page answers {answer.status_code}")
    return len(captured)


def long_lists(site: Site, small: School, large: School, mission: Mission, rounds: int) -> Iterator[Measure]:
    """P7: the median time of each list in a large school beside that of a small one, asked in turns."""
    sizes = [f"{each.organization.learners.count()}" for each in (small, large)]
    for name, path in {
        "activities": f"/missions/{mission.pk}/",
        "activities, one name": f"/missions/{mission.pk}/?nom=00012",
        "results": f"/missions/{mission.pk}/resultats/",
        "results, a filter": f"/missions/{mission.pk}/resultats/?evaluation=REACHED",
        "missions": "/missions/",
        "pupils": "/eleves/",
        "pupils, one class": "/eleves/?classes=CM1+001",
        "board of a class": "/missions/direct/?classes=CM1+000",
    }.items():
        tablets = [Tablet(site.port, school.cookies) for school in (small, large)]
        times: tuple[list[float], list[float]] = ([], [])
        for number in range(rounds):
            for tablet, found in zip(tablets, times, strict=True):
                start = time.perf_counter()
                tablet.get(path)
                if number:  # the first one fills the caches
                    found.append(time.perf_counter() - start)
        few, many = map(statistics.median, times)
        detail = f"{many * MS:.1f} ms ÷ {few * MS:.1f} ms"
        yield Measure(
            "P7", f"{name}: {sizes[1]} pupils ÷ {sizes[0]} (p50)", many / few, "", 1.5, 1.15, detail
        )


ADDRESSES = re.compile(r"""(?:<link [^>]*href|<script [^>]*src|<img [^>]*src|<use href)="([^"#]+)""")
IN_STYLES = re.compile(r"""url\(["']?([^"')]+)""")
IN_SCRIPTS = re.compile(r"""(?:from|import)\s*["'](\.[^"']+)""")


def way_in(site: Site, school: School) -> Iterator[Measure]:
    """P14: all that a tablet fetches from the code page to the missions, for the first time."""
    pupil = school.pupils(1)[0]
    door = f"/junior/ecole/{school.organization.school_code}/"
    names = f"{door}eleves/?classe={pupil.division}".replace(" ", "%20")
    tablet, files_tablet, pages, files = Tablet(site.port), Tablet(site.port), 0, {}
    for path in ("/junior/", door, names, f"{door}eleves/{pupil.pk}/", "/junior/missions/"):
        if path == "/junior/missions/":
            tablet.post(f"{door}eleves/{pupil.pk}/", [])
        tablet.get(path, ACCEPTED)
        pages += tablet.bytes
        tablet.get(path)
        _fetch(files_tablet, path, tablet.body, ADDRESSES, files)
    total = pages + sum(files.values())
    detail = (
        f"{pages / KILOBYTE:.1f} KB of pages, {sum(files.values()) / KILOBYTE:.1f} KB of {len(files)} files"
    )
    yield Measure("P14", "bytes of the way in, cold", total / KILOBYTE, "KB", 120, 50, detail)


ACCEPTED = {"Accept-Encoding": "gzip, br"}


def _fetch(tablet: Tablet, base: str, text: str, pattern: re.Pattern, files: dict[str, int]) -> None:
    """Weigh the files that a page, a style or a script names, and those that they name in turn."""
    for address in pattern.findall(text):
        url = urljoin(base, address)
        if url in files or not url.startswith("/"):
            continue
        tablet.get(url, ACCEPTED)
        files[url] = tablet.bytes
        inner = {".css": IN_STYLES, ".js": IN_SCRIPTS}.get(url[url.rfind(".") :])
        if inner:
            tablet.get(url)
            _fetch(tablet, url, tablet.body, inner, files)
