"""Every letter: two parts that say the same, in good French, links of ours only, nothing that watches."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.urls import resolve, reverse

from pixorga.jobs import bell
from pixorga.jobs import services as jobs
from pixorga.jobs.mail import QUEUE
from pixorga.jobs.models import Job
from pixorga.jobs.registry import get_kind, names_of
from tests.french import typography_problems, visible_text
from tests.letters import SAMPLES
from tests.organizations.backoffice import platform_client

pytestmark = pytest.mark.django_db

# Read when the tests are collected: later ones teach the workers letters of their own.
KINDS = [name for name in names_of(QUEUE) if not name.startswith("tests.")]
CASES = [(kind, sample) for kind in KINDS for sample in SAMPLES.get(kind, ())]
every_letter = pytest.mark.parametrize(
    ("kind", "sample"), CASES, ids=[f"{kind}-{sample.__name__}" for kind, sample in CASES]
)

WEB = re.compile(r"https?://[^\s<>\"]+")
LOADS = {"img", "script", "style", "link", "iframe", "object", "embed", "form", "input", "base", "video"}
FOOTER = {reverse("support:contact")}
FETCHES = {"src", "srcset", "background", "action", "style", "poster", "data", "ping", "onclick", "onload"}


class Reader(HTMLParser):
    """Notes where a letter leads, and whatever it would load or run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.suspects: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.suspects += [tag] * (tag in LOADS)
        self.suspects += [f"{tag} {name}" for name, _ in attrs if name in FETCHES]
        self.links += [value for name, value in attrs if name == "href"]


def sent(kind: str, sample):
    """Do what brings about the letter, send that one alone, and return it with what is expected of it."""
    expected = sample()
    job = Job.objects.get(kind=kind)
    assert jobs.run_job(job.pk)
    [letter] = mail.outbox
    [alternative] = letter.alternatives
    assert alternative.mimetype == "text/html"
    return letter, alternative.content, expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_has_a_sample_and_a_name_in_django_admin(kind):
    assert SAMPLES.get(kind), "tests/letters.py: a sample of this letter is missing"
    assert get_kind(kind).title, "register_letter(…, title=…): its name in French is missing"
    assert apps.get_model(get_kind(kind).subject)


def test_no_sample_is_of_a_letter_that_is_gone():
    assert set(SAMPLES) == set(KINDS)


@every_letter
def test_a_letter_reaches_whom_it_is_for_with_its_subject_and_words(kind, sample):
    letter, html, expected = sent(kind, sample)
    assert letter.to == [expected.to]
    assert (letter.cc, letter.bcc) == ([], [])
    assert letter.subject.startswith(expected.subject)
    assert typography_problems(letter.subject) == []
    for part in (letter.body, visible_text(html)):
        text = " ".join(part.replace("\u00a0", " ").split())
        assert "Bonjour," in text
        assert settings.SUPPORT_EMAIL in text
        for words in expected.says:
            assert words in text


@every_letter
def test_a_letter_is_written_in_good_french(kind, sample):
    letter, html, _ = sent(kind, sample)
    assert 'lang="fr"' in html
    for part in (letter.body, visible_text(html)):
        assert typography_problems(WEB.sub("x", part)) == []
        assert "None" not in part
        assert "{{" not in part
        assert "{%" not in part
        assert "&#" not in part


@every_letter
def test_a_letter_leads_to_our_pages_only_and_loads_nothing(kind, sample):
    letter, html, expected = sent(kind, sample)
    reader = Reader(html)
    assert reader.suspects == []
    web = [link for link in reader.links if not link.startswith("mailto:")]
    assert all(link == settings.SITE_URL or link.startswith(f"{settings.SITE_URL}/") for link in web)
    assert set(WEB.findall(letter.body)) == set(web)
    paths = {link.removeprefix(settings.SITE_URL) for link in web} - {""}
    for path in paths:
        assert resolve(path.partition("?")[0])
    paths -= FOOTER
    assert bool(expected.link) == bool(paths)
    assert not expected.link or any(path.startswith(expected.link) for path in paths)


@every_letter
def test_a_letter_is_known_as_automatic_and_keeps_its_number(kind, sample):
    letter, _, _ = sent(kind, sample)
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert letter.extra_headers["Message-ID"].startswith(f"<job-{Job.objects.get(kind=kind).pk}@")
    assert letter.from_email == settings.DEFAULT_FROM_EMAIL


@every_letter
def test_no_name_address_or_secret_waits_in_a_queue(
    kind, sample, monkeypatch, django_capture_on_commit_callbacks
):
    """The row holds ids and codes; what passes through the broker is the name of a queue."""
    told = []
    broker = bell.current_app._get_current_object()
    monkeypatch.setattr(broker, "send_task", lambda *args, **options: told.append((args, options)))
    with django_capture_on_commit_callbacks(execute=True):
        expected = sample()
    assert told
    assert {json.dumps(message) for message in told} == {
        json.dumps([[bell.WAKE_TASK], {"args": [QUEUE], "queue": QUEUE, "ignore_result": True}])
    }
    for job in Job.objects.all():
        for value in job.payload.values():
            assert isinstance(value, int) or re.fullmatch(r"[a-z_A-Z]{1,40}", value)
    rows = json.dumps(list(Job.objects.values("kind", "payload", "error_code")))
    assert expected.to not in rows
    assert "http" not in rows


@every_letter
def test_the_list_of_mails_shows_neither_words_nor_address(kind, sample):
    expected = sample()
    job = Job.objects.get(kind=kind)
    client = platform_client()
    page = client.get(reverse("admin:jobs_mail_changelist")).text
    row = client.get(reverse("admin:jobs_mail_change", args=[job.pk])).text
    assert get_kind(kind).title in page
    assert get_kind(kind).title in row
    for text in (page, row):
        assert expected.to not in text
    app, model = get_kind(kind).subject.lower().split(".")
    assert reverse(f"admin:{app}_{model}_change", args=[job.subject_id]) in page
