"""The main job by hand: a director opens the school, a teacher the session, a pupil plays.

Once with scripts, and once in a browser that has none.
"""

import re

import pytest
from django.core import mail

from missions.models import Attempt
from organizations.models import Organization
from pixorga.demo import seed
from tests.browser.play import Tablet
from tests.browser.window import Window
from tests.organizations.factories import OrganizationFactory
from tests.organizations.helpers import mailed_link

pytestmark = pytest.mark.browser

PASSWORD = "Chamois-2026"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_school_goes_from_nothing_to_its_first_result(open_window, stage, run_jobs, scripts):
    school = _new_school(scripts)
    adults = {"java_script_enabled": scripts, "viewport": {"width": 1280, "height": 800}}
    director, teacher = open_window(**adults), open_window(**adults)
    pupils = {"java_script_enabled": scripts, "viewport": {"width": 1024, "height": 768}, "has_touch": True}
    tablet = Tablet(open_window(**pupils))

    _activate(director, school, run_jobs)
    _invite(director, f"karim@{school.uai.lower()}.example", run_jobs)
    _import(director, run_jobs, scripts=scripts)

    _join(teacher, mailed_link(_mail_to("karim")), "Karim", f"karim@{school.uai.lower()}.example")
    teacher.button("Activer la session").first.click()
    teacher.page.get_by_text("Session active jusqu’à").first.wait_for()

    tablet.enter(Organization.objects.get(pk=school.pk).school_code, "CM1-CM2 M. Okoye", "Zélie")
    tablet.start(stage.mission.title)
    tablet.play_to_the_end()
    attempt = Attempt.objects.get(learner__organization=school)
    assert attempt.is_completed

    teacher.page.goto("/missions/")
    teacher.page.get_by_role("link", name=f"Voir le détail de la mission {stage.mission.title}").click()
    teacher.link("Résultats").click()
    row = teacher.page.get_by_role("row").filter(has_text="Zélie")
    assert attempt.get_overall_result_display() in row.inner_text()


def _new_school(scripts: bool) -> Organization:
    """Return the school of the demonstration that nobody has activated, or another one like it."""
    if scripts:
        return Organization.objects.get(uai=seed.TILLEULS)
    return OrganizationFactory(name="École des Ormes")


def _activate(window: Window, school: Organization, run_jobs) -> None:
    window.page.goto("/connexion/")
    window.page.get_by_role("link", name=re.compile("devenez l’administrateur")).click()
    window.page.get_by_label("UAI/RNE").fill(school.uai.lower())
    window.page.get_by_label("Votre prénom").fill("Louise")
    window.page.get_by_label("Votre nom", exact=True).fill("Vidal")
    window.button("Confirmer").click()
    window.page.get_by_text("a été envoyé à l’adresse").wait_for()
    run_jobs()
    _join(window, mailed_link(_mail_to(school.mailbox)), "Louise", f"louise@{school.uai.lower()}.example")
    assert window.heading() == "Bonjour Louise"


def _mail_to(words: str) -> int:
    """Return the place in the outbox of the last mail to an address that holds these words."""
    return max(place for place, letter in enumerate(mail.outbox) if words in letter.to[0])


def _join(window: Window, path: str, first_name: str, email: str) -> None:
    window.page.goto(path)
    form = window.page.get_by_role("region", name="Je m’inscris")
    form.get_by_label("Prénom").fill(first_name)
    form.get_by_label("Nom", exact=True).fill("Vidal")
    form.get_by_label("Adresse e-mail").fill(email)
    form.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    form.get_by_role("checkbox").check()
    window.button("Je m’inscris").click()
    window.button("Accepter et continuer").click()
    window.page.get_by_role("heading", name=f"Bonjour {first_name}").wait_for()


def _invite(window: Window, email: str, run_jobs) -> None:
    window.link("Équipe").click()
    window.link("Inviter un membre").click()
    window.page.get_by_label("Adresse(s) e-mail").fill(email)
    window.button("Inviter").click()
    window.button("Valider").click()
    window.page.get_by_role("row").filter(has_text=email).wait_for()
    run_jobs()


def _import(window: Window, run_jobs, *, scripts: bool) -> None:
    """Choose the file; with scripts the page itself tells when it is done."""
    window.link("Élèves").click()
    window.link("Importer").click()
    if scripts:
        # A button that is pressed before the scripts are there sends the form as it is.
        window.page.wait_for_load_state("load")
        with window.page.expect_file_chooser() as chosen:
            window.button("Importer la liste").click()
        chosen.value.set_files(seed.SAMPLE)
    else:
        window.page.get_by_label("Fichier des élèves").set_input_files(seed.SAMPLE)
        window.button("Importer la liste").click()
    window.page.get_by_text("Votre fichier est bien reçu").wait_for()
    run_jobs()
    if not scripts:
        window.page.reload()
    window.page.locator("#import-status").get_by_text("importé avec succès").wait_for()
    if scripts:
        assert "importé avec succès" in window.page.locator("#announcer").inner_text()
    window.link("Élèves").first.click()
    assert window.heading() == "Élèves (42)"
