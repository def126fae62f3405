"""Every type of page, in every state that looks different: the one list that the browser tests walk."""

from tests.browser.views.account import ACCOUNT
from tests.browser.views.app import APP
from tests.browser.views.board import BOARDS
from tests.browser.views.classes import CLASSES
from tests.browser.views.college import COLLEGES
from tests.browser.views.credentials import CREDENTIALS
from tests.browser.views.entrance import ENTRANCE
from tests.browser.views.framework import FRAMEWORK
from tests.browser.views.gar import GAR
from tests.browser.views.help_pages import HELP
from tests.browser.views.imports import IMPORTS
from tests.browser.views.journal import JOURNAL
from tests.browser.views.junior import PUPILS
from tests.browser.views.kinds import KINDS
from tests.browser.views.learners import LEARNERS
from tests.browser.views.mfa import MFA
from tests.browser.views.paper import PAPER
from tests.browser.views.participant import PARTICIPANTS
from tests.browser.views.pupil_account import PUPIL_ACCOUNTS
from tests.browser.views.pupil_accounts import PUPIL_SIGN_IN
from tests.browser.views.recovery import RECOVERY
from tests.browser.views.staff import STAFF
from tests.browser.views.team import TEAM
from tests.browser.views.trying import TRYING

VIEWS = [
    *ENTRANCE,
    *STAFF,
    *PAPER,
    *BOARDS,
    *TEAM,
    *LEARNERS,
    *CREDENTIALS,
    *COLLEGES,
    *PUPIL_ACCOUNTS,
    *CLASSES,
    *TRYING,
    *IMPORTS,
    *JOURNAL,
    *ACCOUNT,
    *HELP,
    *MFA,
    *APP,
    *PARTICIPANTS,
    *GAR,
    *RECOVERY,
    *PUPIL_SIGN_IN,
    *PUPILS,
    *KINDS,
    *FRAMEWORK,
]
BY_NAME = {view.name: view for view in VIEWS}
