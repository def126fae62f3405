"""« Récupérer mon compte », page after page, as whoever left school sees it; spec/accounts.md 6.14."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learners import recovery_messages as messages
from learners.models import AccountRecovery
from learners.views import recovery as views
from organizations.models import Organization
from pixorga.jobs.models import Job
from tests.accounts.factories import UserFactory
from tests.learners.recovering import (
    CONFIRM,
    DONE,
    LAST,
    LINK,
    NEW,
    PASSWORD,
    SEARCH,
    SENT,
    TYPED,
    ask,
    leaver,
    link,
    mailed_link,
    open_link,
    search,
)

pytestmark = pytest.mark.django_db

SIGN_IN = "/app/connexion/"


def sign_in(login: str, password: str) -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": login, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_from_the_sign_in_page_to_an_account_of_ones_own(run_jobs):
    learner = leaver()
    client = Client()
    assert f'href="{SEARCH}"' in client.get(SIGN_IN).text
    assert client.get(SEARCH).status_code == 200
    ask(client)
    run_jobs()
    assert [(each.to, each.subject) for each in mail.outbox] == [([NEW], "Récupération de votre compte Pix")]
    elsewhere = open_link(mailed_link())
    page = elsewhere.get(LINK)
    assert NEW in page.text
    answer = elsewhere.post(LINK, LAST)
    assert answer.url == DONE
    assert "Je me connecte" in elsewhere.get(DONE).text
    assert is_in(sign_in(NEW, PASSWORD))
    assert is_in(sign_in(learner.user.username, PASSWORD))
    assert sign_in(NEW, PASSWORD).get("/app/").status_code == 200


# --- The search -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ine": ""}, messages.INE_MISSING),
        ({"ine": "123"}, messages.INE_MALFORMED),
        ({"first_name": ""}, "Votre prénom n’est pas renseigné."),
        ({"last_name": ""}, "Votre nom n’est pas renseigné."),
        ({"birthdate": ""}, messages.BIRTHDATE_MISSING),
        ({"birthdate": "31/02/2008"}, messages.BIRTHDATE_WRONG),
        ({"birthdate": "2808-12-10"}, messages.BIRTHDATE_UNLIKELY),
        ({"first_name": "Charles"}, "Nous n’avons pas trouvé de compte"),
        ({"ine": "120890177FB"}, "Nous n’avons pas trouvé de compte"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(typed, said):
    leaver()
    page = search(**typed)
    assert page.status_code == 200
    assert said in page.text
    kept = TYPED | typed
    assert all(
        f'value="{kept[name]}"' in page.text for name in ("ine", "first_name", "last_name") if kept[name]
    )


def test_dates_and_numbers_are_read_as_people_write_them():
    leaver()
    assert search(ine="120890177 fa", birthdate="10/12/2008").url == CONFIRM


def test_nobody_and_no_account_get_the_same_answer():
    leaver(user=None)
    texts = [search(), search(ine="120890177FB")]
    assert len({page.text.count(messages.refused(messages.RecoveryProblem.NOT_FOUND)) for page in texts}) == 1


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: leaver(user=leaver(national_student_id="990000001ZA").user), "relié à plusieurs INE"),
        (lambda: leaver(account={"is_active": False}), "ne peut pas être récupéré sur cette page"),
        (
            lambda: AccountRecovery.objects.create(
                user=leaver().user, nonce="x.0", used_at=timezone.now(), email=""
            ),
            "a déjà été récupéré",
        ),
    ],
)
def test_what_only_the_support_can_do_leads_there(make, said):
    make()
    page = search()
    assert said in page.text
    assert '<a href="/contact/">Contactez le support</a>' in page.text


def test_five_searches_an_hour_for_an_ine_whoever_asks():
    leaver()
    for number in range(5):
        assert search(first_name="Charles", address=f"192.0.2.{number}").status_code == 200
    page = search()
    assert page.status_code == 429
    assert "Réessayez dans une heure" in page.text
    assert 'value="Lovelace"' in page.text
    leaver(national_student_id="990000001ZA", account={"username": "autre.eleve0101"})
    assert search(ine="990000001ZA").url == CONFIRM


def test_sixty_an_hour_that_find_nobody_from_an_address_and_any_number_that_do(settings):
    settings.RECOVERIES_PER_HOUR_AND_ADDRESS = 3
    school = Organization.objects.create(uai="0750655R", kind="SCO", name="Lycée")
    for number in range(5):
        account = {"username": f"a.b{number}"}
        leaver(organization=school, national_student_id=f"99000000{number}ZA", account=account)
        assert search(ine=f"99000000{number}ZA").url == CONFIRM
    for number in range(3):
        assert search(ine=f"12089017{number}FB").status_code == 200
    assert search(ine="990000000ZA").status_code == 429


# --- Who was found ----------------------------------------------------------------------------------


def test_little_is_told_of_who_was_found():
    learner = leaver(account={"email": "ada@college.example"})
    client = Client()
    page = client.get(search(client).url)
    assert "Ada" in page.text
    assert "a***.l***2" in page.text
    assert "Collège Malebranche" in page.text
    for secret in ("LOVELACE", learner.user.username, "ada@college", TYPED["ine"], "2008"):
        assert secret not in page.text


def test_an_account_without_an_identifier_shows_none():
    leaver(account={"username": None})
    client = Client()
    assert "Identifiant" not in client.get(search(client).url).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_search_there_is_nobody_to_confirm(method):
    page = getattr(Client(), method)(CONFIRM, {"email": NEW})
    assert page.status_code == 410
    assert "Recommencez la recherche" in page.text


def test_what_was_found_is_forgotten_after_ten_minutes(monkeypatch):
    leaver()
    client = Client()
    search(client)
    now = views._seconds()
    monkeypatch.setattr(views, "_seconds", lambda: now + 599)
    assert client.get(CONFIRM).status_code == 200
    monkeypatch.setattr(views, "_seconds", lambda: now + 600)
    assert client.get(CONFIRM).status_code == 410
    assert client.post(CONFIRM, {"email": NEW}).status_code == 410
    assert not AccountRecovery.objects.exists()


def test_somebody_else_is_forgotten_at_once():
    leaver()
    client = Client()
    search(client)
    assert client.post(CONFIRM, {"other": "1"}).url == SEARCH
    assert client.get(CONFIRM).status_code == 410


def test_who_comes_to_the_computer_next_finds_nobody():
    leaver()
    client = ask()
    assert client.get(CONFIRM).status_code == 410
    assert NEW not in client.get(SENT).text


@pytest.mark.parametrize("email", ["", "ada", "ada@"])
def test_an_address_that_is_none_is_told(email):
    leaver()
    client = Client()
    search(client)
    page = client.post(CONFIRM, {"email": email})
    assert page.status_code == 200
    assert "adresse e-mail" in page.context["form"].errors["email"][0]


def test_a_button_that_is_pressed_twice_sends_one_letter():
    leaver()
    client = ask()
    assert client.post(CONFIRM, {"email": NEW}).url == SENT
    assert Job.objects.filter(kind="learners.recovery").count() == 1


def test_a_free_and_a_taken_address_get_the_same_answer_for_the_same_work():
    UserFactory(email="prise@maison.example")
    counts = set()
    for number, email in enumerate(("libre@maison.example", "prise@maison.example")):
        leaver(national_student_id=f"99000000{number}ZA", account={"username": f"ada.l{number}"})
        client = Client()
        assert search(client, ine=f"99000000{number}ZA").url == CONFIRM
        with CaptureQueriesContext(connection) as captured:
            assert client.post(CONFIRM, {"email": email}).url == SENT
        counts.add(len(captured))
    assert len(counts) == 1


def test_the_owner_of_an_address_that_is_taken_is_written_to(run_jobs):
    leaver()
    UserFactory(email=NEW)
    ask()
    run_jobs()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([NEW], "Votre adresse e-mail a déjà un compte")
    assert "/lien/" not in letter.body


def test_the_address_before_is_warned(run_jobs):
    leaver(account={"email": "ada@college.example"})
    ask()
    run_jobs()
    warned = next(each for each in mail.outbox if each.to == ["ada@college.example"])
    assert "/recuperer-mon-compte/" not in warned.body
    assert NEW not in warned.body


def test_letters_for_an_account_are_few(settings):
    settings.RECOVERIES_PER_HOUR_AND_INE = 2
    leaver()
    ask(email="a@maison.example")
    client = Client()
    search(client)
    assert client.post(CONFIRM, {"email": "b@maison.example"}).url == SENT
    again = Client()
    session = again.session
    session[views.FOUND] = [AccountRecovery.objects.get().user.learners.get().pk, views._seconds()]
    session.save()
    page = again.post(CONFIRM, {"email": "c@maison.example"})
    assert page.status_code == 429
    assert messages.TOO_MANY_LETTERS in page.text
    assert 'value="c@maison.example"' in page.text


# --- The link ---------------------------------------------------------------------------------------


def told(client: Client, method: str = "get") -> tuple[int, str]:
    page = getattr(client, method)(LINK, LAST if method == "post" else None)
    return page.status_code, page.text


def test_no_address_of_a_page_holds_the_secret():
    leaver()
    ask()
    client = open_link()
    page = client.get(LINK)
    assert page.status_code == 200
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert "code=" not in page.text
    assert link().partition("code=")[2] not in str(dict(client.session))


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_after_a_day_is_refused(method):
    leaver()
    ask()
    AccountRecovery.objects.update(created_at=timezone.now() - timedelta(days=1))
    status, text = told(open_link(), method)
    assert (status, "Ce lien a expiré" in text) == (410, True)


def test_a_link_that_a_newer_one_replaced_is_refused():
    leaver()
    ask()
    old = link()
    ask(email="ada@ailleurs.example")
    status, text = told(open_link(old))
    assert (status, "Ce lien a été remplacé" in text) == (410, True)
    assert told(open_link())[0] == 200


@pytest.mark.parametrize(
    "path",
    [LINK, f"{LINK}?demande=1&code=faux", f"{LINK}?demande=x", f"{LINK}?code=a%00", f"{LINK}?demande=²"],
)
def test_a_link_that_is_not_ours_is_unknown(path):
    client = Client()
    page = client.get(path, follow=True)
    assert page.status_code == 404
    assert "Ce lien n’est pas reconnu" in page.text


def test_an_unknown_link_makes_the_browser_forget_the_one_before():
    leaver()
    ask()
    client = open_link()
    client.get(f"{LINK}?demande=1&code=faux")
    assert told(client)[0] == 404


def test_a_link_is_used_once():
    leaver()
    ask()
    path = link()
    client = open_link(path)
    assert client.post(LINK, LAST).url == DONE
    for browser in (client, open_link(path)):
        for method in ("get", "post"):
            status, text = told(browser, method)
            assert (status, "Ce lien a déjà servi" in text) == (410, True)
    assert "a déjà été récupéré" in search().text


def test_a_password_that_was_changed_meanwhile_closes_the_link():
    learner = leaver()
    ask()
    client = open_link()
    learner.user.set_password("Bouquetin-2026")
    learner.user.save()
    status, text = told(client, "post")
    assert (status, "Ce lien n’est plus valable" in text) == (410, True)
    assert is_in(sign_in(learner.user.username, "Bouquetin-2026"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"password": ""}, "Votre mot de passe n’est pas renseigné."),
        ({"password": "abc"}, "8 caractères"),
        ({"password": "ada.lovelace1012A"}, "identifiant"),
        ({"accepts_terms": ""}, messages.TERMS_NOT_TICKED),
    ],
)
def test_the_policy_and_the_terms_are_asked(typed, said):
    learner = leaver()
    ask()
    page = open_link().post(LINK, LAST | typed)
    assert page.status_code == 200
    assert said in page.text
    learner.user.refresh_from_db()
    assert learner.user.email is None


def test_an_address_that_was_taken_meanwhile_is_told():
    leaver()
    ask()
    client = open_link()
    UserFactory(email=NEW)
    page = client.post(LINK, LAST)
    assert page.status_code == 200
    assert messages.EMAIL_TAKEN in page.text
