"""``demo --check``: the whole main job over HTTP, on a real server in a throw-away folder."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import OutputWrapper

from pixorga.demo import seed
from pixorga.demo.browser import Browser, Form, Page

PATIENCE = 60  # seconds that a mail or an import may take on a busy machine
PASSWORD = "Chamois-2026"  # noqa: S105 (thrown away with the folder)


class CheckError(Exception):
    """A step of the job did not end as it should; the message says which page said what."""


def run(out: OutputWrapper) -> int:
    """Do the job, a line for each step done; return 0, or 1 at the first that fails."""
    try:
        with tempfile.TemporaryDirectory(prefix="pixorga-check-") as folder, _site(Path(folder)) as url:
            for done in _main_job(url):
                out.write(f"  ✓ {done}")
    except (CheckError, LookupError, OSError) as error:
        out.write(f"  ✗ {error}")
        return 1
    out.write("La démonstration fait tout le parcours.")
    return 0


@contextmanager
def _site(folder: Path) -> Iterator[str]:
    """Run ``manage.py demo`` on a free port in ``folder`` and give its address; stop it at the end."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demo", "--port", "0"]
    environment = os.environ | {"PIXORGA_VAR": str(folder), "PYTHONUNBUFFERED": "1"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            yield _wait(lambda: _address_in(folder / "log", process), "le démarrage du site")
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _address_in(log: Path, process: subprocess.Popen) -> str | None:
    text = log.read_text(errors="replace")
    if process.poll() is not None:
        raise CheckError(f"le site s’est arrêté :\n{text}")
    found = re.search(r"Pix Orga +(http://\S+?)/\s", text)
    return found and found[1]


def _wait(attempt: Callable[[], Any], what: str) -> Any:
    """Return the first true answer of ``attempt``. CheckError: none came in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := attempt():
            return answer
        time.sleep(0.2)
    raise CheckError(f"{what} n’est pas venu en {PATIENCE} s")


def _main_job(url: str) -> Iterator[str]:
    director, teacher, pupil = Browser(url), Browser(url), Browser(url)
    _request_activation(director)
    yield "la directrice demande l’activation des Tilleuls"
    _join(director, _link_of_mail(director, "Accès à votre espace"), "Louise", "louise@tilleuls.example")
    yield "elle suit le lien du courriel, s’inscrit et accepte les conditions"
    _invite(director, "karim@tilleuls.example")
    yield "elle invite un enseignant"
    _import(director)
    yield "elle importe 42 élèves depuis un fichier d’Onde"
    _join(teacher, _link_of_mail(teacher, "karim@tilleuls.example"), "Karim", "karim@tilleuls.example")
    yield "l’enseignant suit son invitation et s’inscrit"
    code = _open_session(teacher)
    yield "il active la session"
    mission = _enter(pupil, code)
    yield "une élève entre avec le code, sa classe et son prénom"
    answers = _play(pupil, mission)
    yield f"elle joue la mission jusqu’au bout ({answers} réponses)"
    _read_results(teacher)
    yield "l’enseignant lit le résultat"


def _request_activation(browser: Browser) -> None:
    page = browser.get(browser.get("/connexion/").link("demande-administration-sco"))
    form = page.form("demande-administration-sco")
    names = {"uai": seed.TILLEULS.lower(), "first_name": "Louise", "last_name": "Vidal"}
    _expect(browser.submit(form, names), "envoyé")


def _link_of_mail(browser: Browser, words: str) -> str:
    """Return the link to join that a mail holds, once a mail of that subject or recipient is there."""

    def find() -> str | None:
        listed = browser.get("/dev/mail/")
        row = re.search(
            r'href="(/dev/mail/[^"]+)"[^/]*</a></th><td>[^<]*</td>', _row_with(listed.text, words)
        )
        if not row:
            return None
        return browser.get(row[1]).link("rejoindre")

    return _wait(find, f"le courriel « {words} »")


def _row_with(text: str, words: str) -> str:
    return next((row for row in text.split("<tr>") if words in row), "")


def _join(browser: Browser, link: str, first_name: str, email: str) -> None:
    form = browser.get(link).form("/rejoindre/inscription/")
    values = {"first_name": first_name, "last_name": "Vidal", "email": email, "password": PASSWORD}
    boxes = {name: values[0] for name, values in form.boxes.items()}
    terms = browser.submit(form, _named_like(form.fields, values) | boxes)
    _expect(browser.submit(terms.form("/cgu/")), "Se déconnecter")


def _named_like(fields: dict[str, str], values: dict[str, str]) -> dict[str, str]:
    """Return the values under the form's own names, which may carry a prefix."""
    return {name: values[key] for name in fields for key in values if name.endswith(key)}


def _invite(browser: Browser, email: str) -> None:
    form = browser.get("/equipe/creation/").form("/equipe/creation/")
    confirmation = browser.submit(form, {"addresses": email})
    _expect(browser.submit(confirmation.form("/equipe/creation/valider/")), email)


def _without_token(fields: dict[str, str]) -> list[str]:
    return [name for name in fields if name != "csrfmiddlewaretoken"]


def _import(browser: Browser) -> None:
    form = browser.get("/eleves/import/").form("/eleves/import/envoyer/")
    browser.submit(form, file=("file", seed.SAMPLE))
    _wait(lambda: "importé avec succès" in browser.get("/eleves/import/").text, "la fin de l’import")
    _expect(browser.get("/eleves/"), "Élèves (42)")


def _open_session(browser: Browser) -> str:
    page = browser.submit(browser.get("/missions/").form("/missions/session/ouvrir/"))
    _expect(page, "Session active")
    return re.search(r"id=\"school-code\">([A-Z0-9]{9})<", page.text)[1]


def _enter(browser: Browser, code: str) -> str:
    """Enter as the first pupil of the first class; return the address of the first mission."""
    home = browser.get("/junior/")
    classes = browser.submit(
        home.form("/junior/"), dict.fromkeys(_without_token(home.form("/junior/").fields), code)
    )
    names = browser.get(classes.link("eleves/?classe="))
    question = browser.get(next(url for url in names.links.values() if re.search(r"/eleves/\d+/$", url)))
    missions = browser.submit(question.form("/eleves/"))
    return next(url for url in missions.links.values() if re.search(r"/missions/\d+/$", url))


def _play(browser: Browser, mission: str) -> int:
    """Answer the first choice of every question until the result page; return how many answers were given."""
    page = browser.submit(browser.get(mission).form("/commencer/"))
    for count in range(200):
        if "/introduction/" in page.url:
            page = browser.get(mission + "question/")
        if "/fin/" in page.url:
            return count
        form = page.form("/repondre/")
        browser.submit(form, _first_answer(form))
        page = browser.get(mission + "question/")
    raise CheckError("la mission ne finit pas")


def _first_answer(form: Form) -> dict[str, str | list[str]]:
    """Return the first choice on offer, the first two boxes, or a word; in each place something else."""
    placed = {
        name: [options[rank % len(options)] if options else "ballon" for rank, options in enumerate(places)]
        for name, places in form.places.items()
    }
    ticked = {name: values[:2] for name, values in form.boxes.items()}
    chosen = {name: values[0] for name, values in form.radios.items()}
    return {name: "ballon" for name, value in form.fields.items() if not value} | placed | ticked | chosen


def _read_results(browser: Browser) -> None:
    listed = browser.get("/missions/")
    detail = next(url for url in listed.links.values() if re.search(r"/missions/\d+/$", url))
    _expect(browser.get(detail), "Terminée")
    _expect(browser.get(f"{detail}resultats/"), "atteint")


def _expect(page: Page, words: str) -> None:
    if page.status != 200 or words not in page.text:
        raise CheckError(f"{page.url} ({page.status}) ne dit pas « {words} »")
