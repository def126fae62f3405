"""Tablets and computers of a class, as far as the server can tell: one line each, cookies, forms."""

import http.client
import re
import socket
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
FORM_TYPE = "application/x-www-form-urlencoded"
# The server hangs up on a line that is silent for 2 s.
SILENCE = 1.0
TIMEOUT = 60

Result = TypeVar("Result")


class UnexpectedAnswerError(Exception):
    """The server answered something else than a class would want."""


class Tablet:
    """One browser. cookies: sent with each request; body: of the last answer; bytes: as it came."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self.headers: http.client.HTTPMessage | None = None
        self.body, self.bytes = "", 0
        self._line: http.client.HTTPConnection | None = None
        self._used_at = 0.0

    def get(self, path: str, headers: dict[str, str] | None = None, *, expect: Sequence[int] = (200,)) -> int:
        return self._ask("GET", path, None, headers or {}, expect)

    def post(self, path: str, values: Sequence[tuple[str, object]]) -> str:
        """Send a form with the token of the last page; return where it leads."""
        token = TOKEN.search(self.body)
        fields = [*values, ("csrfmiddlewaretoken", token[1])] if token else values
        return self.send(path, urlencode(fields))

    def send(self, path: str, form: str) -> str:
        """Send a form that is ready; return where it leads."""
        headers = {"Content-Type": FORM_TYPE, "Origin": f"https://127.0.0.1:{self.port}"}
        self._ask("POST", path, form, headers, (302, 303))
        return self.headers["Location"]

    def close(self) -> None:
        if self._line:
            self._line.close()

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str], expect: Sequence[int]
    ) -> int:
        line = self._open()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        always = {"Cookie": cookies, "X-Forwarded-Proto": "https"}
        line.request(method, path, body, always | headers)
        answer = line.getresponse()
        data = answer.read()
        self.body, self.bytes = data.decode("utf-8", "replace"), len(data)
        self.headers = answer.headers
        self._used_at = time.monotonic()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status not in expect:
            raise UnexpectedAnswerError(f"{method} {path}: {answer.status}")
        return answer.status

    def _open(self) -> http.client.HTTPConnection:
        if self._line and time.monotonic() - self._used_at > SILENCE:
            self.close()
            self._line = None
        if self._line is None or self._line.sock is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
            self._line.connect()
            self._line.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._line


def together(acts: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Do all of these at the same moment, each in a thread; return what each returned or raised."""
    gate = Barrier(len(acts))

    def act(one: Callable[[], Result]) -> Result | Exception:
        gate.wait()
        try:
            return one()
        except Exception as error:  # an error of one tablet is a figure of the bench
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def come_in(tablet: Tablet, code: str, division: str, pupil: int, mission: int) -> None:
    """Do what a pupil does from the code page to the first question of a mission; 11 requests."""
    tablet.get("/junior/")
    school = tablet.post("/junior/", [("code", code)])
    tablet.get(school)
    tablet.get(f"{school}eleves/?{urlencode({'classe': division})}")
    tablet.get(f"{school}eleves/{pupil}/")
    tablet.get(tablet.post(f"{school}eleves/{pupil}/", []))
    tablet.get(f"/junior/missions/{mission}/")
    first = tablet.post(f"/junior/missions/{mission}/commencer/", [])
    tablet.get(first)
    if "introduction" in first:
        tablet.get(f"/junior/missions/{mission}/question/")


def come_in_barely(
    tablet: Tablet, learner: int, attempt: int, activity: int, challenge: int, first: int
) -> None:
    """Do as many requests of the same kinds to the bare views: three forms that are sent, five pages."""
    for position in range(first, first + 3):
        tablet.get("/bare/form/")
        tablet.post(
            f"/bare/{learner}/{attempt}/{position}/", [("activity", activity), ("challenge", challenge)]
        )
    for _ in range(5):
        tablet.get("/bare/")
