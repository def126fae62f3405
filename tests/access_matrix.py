"""The access matrix: every address of the site, and what it answers to everybody (decisions.md 22).

One line for each address and method that it takes, a second one where what came before matters. A line says
for each actor a status, or the name of the page that he is led to. An address without a line fails the suite;
so does a method that is taken without one.
"""

from django.urls import reverse

from tests.access_line import (
    HOME,
    SIGN_IN,
    Line,
    administrators_page,
    credentials,
    email_key,
    entrance,
    everybody,
    finished_mission,
    given_answer,
    mission,
    new_person,
    next_answer,
    object_page,
    open_link,
    password_key,
    place_in_class,
    pupil_page,
    school_code,
    signed_in,
    staff_page,
)
from tests.matrix import (
    account,
    app,
    board,
    classes,
    comfort,
    gar,
    help_pages,
    imports,
    journal,
    kept,
    learners,
    mfa,
    participant,
    pupil_account,
    pupil_accounts,
    recovery,
    sessions,
    simulators,
    team,
    trying,
    tutorials,
)
from tests.matrix import credentials as batches
from tests.world import DIVISION

PAGES = [
    Line(HOME, signed_in(200, staff=403)),
    *[
        Line(f"pixorga:{name}", everybody(200))
        for name in ("help", "legal", "accessibility", "privacy", "healthz", "readyz")
    ],
    # The mails of an embedded site; the tests run as production does.
    Line("pixorga:mail_list", everybody(404)),
    Line("pixorga:mail_detail", everybody(404), kwargs=lambda world: {"name": "1.log"}),
    Line("short_school_link", everybody("junior:school"), kwargs=school_code),
]

ACCOUNTS = [
    Line("account_login", entrance()),
    Line("account_login", entrance(HOME), "POST", data=credentials),
    Line("account_logout", signed_in(200)),
    Line("account_logout", signed_in(SIGN_IN), "POST"),
    Line("account_signup", entrance()),
    Line("account_signup", entrance(), "POST", data=new_person),
    Line("account_inactive", everybody(200)),
    Line("account_email_verification_sent", everybody(200)),
    Line("account_reset_password", everybody(200)),
    Line(
        "account_reset_password",
        everybody("account_reset_password_done"),
        "POST",
        data=lambda world: {"email": world.school.member.email},
        is_bearer=True,
    ),
    Line("account_reset_password_done", everybody(200)),
    Line(
        "account_reset_password_from_key", everybody("account_reset_password_from_key"), kwargs=password_key
    ),
    Line(
        "account_reset_password_from_key",
        everybody("account_reset_password_from_key_done"),
        "POST",
        kwargs=lambda world: password_key(world) | {"key": "set-password"},
        data=lambda world: {"password": "Marmotte-2026"},
        arrive=lambda client, world: client.get(
            reverse("account_reset_password_from_key", kwargs=password_key(world))
        ),
        is_bearer=True,
    ),
    Line("account_reset_password_from_key_done", everybody(200)),
    Line("account_confirm_email", everybody(200), kwargs=email_key, is_bearer=True),
    Line("account_confirm_email", entrance(SIGN_IN), "POST", kwargs=email_key, is_bearer=True),
    Line("accounts:terms", everybody(200)),
    Line("accounts:terms", signed_in(HOME), "POST", data=lambda world: {"document": world.terms.pk}),
    Line("accounts:refuse_terms", everybody(SIGN_IN), "POST"),
    Line("accounts:account_terms", everybody(200)),
]

JOINING = [
    Line("organizations:request_activation", everybody(200)),
    Line(
        "organizations:request_activation",
        everybody("organizations:activation_requested"),
        "POST",
        data=lambda world: {"uai": world.newcomers.uai, "first_name": "Ada", "last_name": "Byron"},
    ),
    Line("organizations:activation_requested", everybody(200)),
    Line("organizations:join", everybody(404)),
    Line("organizations:join", everybody(200), arrive=open_link, note="with a link", is_bearer=True),
    Line("organizations:register", everybody(404), "POST", data=new_person),
    Line(
        "organizations:register",
        signed_in("organizations:join", anonymous=HOME, pupil=HOME, foreign_pupil=HOME),
        "POST",
        data=new_person,
        arrive=open_link,
        note="with a link",
        is_bearer=True,
    ),
    Line("organizations:join_sign_in", everybody(404), "POST", data=credentials),
    Line(
        "organizations:join_sign_in",
        signed_in("organizations:join", anonymous=HOME, pupil=HOME, foreign_pupil=HOME),
        "POST",
        data=credentials,
        arrive=open_link,
        note="with a link",
        is_bearer=True,
    ),
    Line("organizations:accept", everybody(404), "POST"),
    Line(
        "organizations:accept",
        everybody(HOME, anonymous="organizations:join", pupil="organizations:join")
        | {"foreign pupil": "organizations:join"},
        "POST",
        arrive=open_link,
        note="with a link",
        is_bearer=True,
    ),
    Line("organizations:switch_account", everybody("organizations:join"), "POST"),
]

TEAM = [
    Line("organizations:team", staff_page(secondary=200)),
    Line("organizations:invitations", administrators_page(secondary=200)),
    Line("organizations:invite", administrators_page(secondary=200)),
    Line(
        "organizations:invite",
        administrators_page(secondary=200),
        "POST",
        data=lambda world: {"addresses": "nouvelle@venue.example"},
    ),
    Line(
        "organizations:confirm_invite",
        administrators_page("organizations:invitations", secondary="organizations:invitations"),
        "POST",
        data=lambda world: {"addresses": "nouvelle@venue.example"},
    ),
    Line("organizations:schools", staff_page(secondary=200)),
    Line(
        "organizations:choose_school",
        object_page(HOME),
        "POST",
        kwargs=lambda world: {"pk": world.school.organization.pk},
    ),
]

MISSIONS = [
    Line("missions:list", staff_page()),
    Line("missions:detail", staff_page(), kwargs=mission),
    Line("missions:results", staff_page(), kwargs=mission),
    Line("missions:sheet", staff_page(), kwargs=mission),
    Line("missions:open_session", staff_page(HOME), "POST"),
    Line("missions:close_session", staff_page()),
    Line("missions:close_session", staff_page(HOME), "POST"),
]

JUNIOR = [
    Line("junior:code", everybody(200)),
    Line("junior:code", everybody("junior:school"), "POST", data=school_code),
    Line("junior:school", everybody(200), kwargs=school_code),
    Line("junior:learners", everybody(200), kwargs=school_code, query=lambda world: {"classe": DIVISION}),
    Line("junior:confirm", everybody(200), kwargs=place_in_class),
    Line("junior:confirm", everybody("junior:missions"), "POST", kwargs=place_in_class, is_bearer=True),
    Line("junior:sign_out", pupil_page("junior:school"), "POST"),
    Line("junior:missions", pupil_page(200)),
    Line("junior:mission", pupil_page("junior:question"), kwargs=mission),
    Line("junior:mission", pupil_page(200), kwargs=finished_mission, note="finished"),
    Line("junior:start", pupil_page("junior:introduction"), "POST", kwargs=finished_mission),
    Line("junior:introduction", pupil_page(200), kwargs=mission),
    Line("junior:question", pupil_page(200), kwargs=mission),
    Line("junior:answer", pupil_page("junior:question"), "POST", kwargs=mission, data=next_answer),
    Line("junior:feedback", pupil_page(200, foreign_pupil=404), kwargs=given_answer),
    Line("junior:result", pupil_page(200), kwargs=finished_mission),
]

MATRIX = [
    *PAGES,
    *ACCOUNTS,
    *JOINING,
    *TEAM,
    *imports.LINES,
    *learners.LINES,
    *batches.LINES,
    *pupil_account.LINES,
    *classes.LINES,
    *MISSIONS,
    *sessions.LINES,
    *board.LINES,
    *trying.LINES,
    *JUNIOR,
    *kept.LINES,
    *account.LINES,
    *mfa.LINES,
    *team.LINES,
    *journal.LINES,
    *app.LINES,
    *recovery.LINES,
    *pupil_accounts.LINES,
    *gar.LINES,
    *participant.LINES,
    *help_pages.LINES,
    *comfort.LINES,
    *simulators.LINES,
    *tutorials.LINES,
]
