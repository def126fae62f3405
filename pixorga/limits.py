"""How often, and how long: numbers that somebody may want to change, and no environment variable does.

Part of the settings. Sources: decisions.md 13, 18, 19; docs/exploitation.md.
"""

from datetime import timedelta

# Strict for an account (accounts/domain/lockout.py), wide for an address (decisions.md 18, 19).
LOGIN_BLOCK_AFTER = 30
LOGIN_TEMPORARY_BLOCK_EVERY = 10
LOGIN_TEMPORARY_BLOCK_BASE = timedelta(minutes=2)
LOGIN_FAILURES_PER_MINUTE_AND_ADDRESS = 100
PASSKEY_FAILURES_PER_MINUTE_AND_ADDRESS = 100
PASSWORD_RESETS_PER_HOUR_AND_ACCOUNT = 5
PASSWORD_RESETS_PER_HOUR_AND_ADDRESS = 60
EMAIL_CONFIRMATIONS_PER_HOUR_AND_ACCOUNT = 5
EMAIL_CONFIRMATIONS_PER_HOUR_AND_RECIPIENT = 5
SIGN_IN_TOLD_AFTER = timedelta(days=365)  # by mail, when nobody had signed in for so long
# Wide: every class of a school signs up from one address; narrow enough to make a list of addresses useless.
APP_SIGN_UPS_PER_HOUR_AND_ADDRESS = 300
SUPPORT_REQUESTS_PER_HOUR_AND_ADDRESS = 20
SUPPORT_REQUESTS_PER_HOUR_AND_ACCOUNT = 10
WRONG_SCHOOL_CODES_PER_ADDRESS = 20  # distinct ones, in 10 minutes
WRONG_CAMPAIGN_CODES_PER_ADDRESS = 20  # distinct ones, in 10 minutes
FORGED_TICKETS_PER_ADDRESS = 100  # in 10 minutes; a new SECRET_KEY makes one of each answer that tablets keep
SENDINGS_PER_QUESTION = 60  # in 10 minutes
# Pupils and staff of secondary schools look for themselves (learners/limits.py).
PUPIL_SEARCHES_PER_BROWSER = 10  # in 10 minutes
PUPIL_SEARCHES_PER_HOUR_AND_ADDRESS = 2000
RECOVERIES_PER_HOUR_AND_INE = 5
RECOVERIES_PER_HOUR_AND_ADDRESS = 60

# What staff give a pupil must be changed within a week; a whole list is readable for a quarter of an hour.
ONE_TIME_PASSWORD_VALIDITY = timedelta(days=7)
CREDENTIALS_READABLE_FOR = timedelta(minutes=15)
ACCOUNT_RECOVERY_VALIDITY = timedelta(days=1)

INVITATION_VALIDITY = timedelta(days=30)
# What a school's mailbox and an invited person bear (decisions.md 19).
ACTIVATIONS_PER_DAY_AND_SCHOOL = 3
ACTIVATION_PAUSE = timedelta(minutes=5)
ACTIVATIONS_PER_HOUR_AND_ADDRESS = 30
INVITATIONS_PER_SUBMIT = 50
INVITATIONS_PER_DAY_AND_SCHOOL = 200
INVITATION_PAUSE = timedelta(minutes=1)

# How long things are kept; the nightly purge (pixorga/retention.py) deletes or empties them then.
JOURNAL_KEPT_FOR = timedelta(days=365)
INVITATIONS_KEPT_FOR = timedelta(days=183)  # their addresses
JOBS_KEPT_FOR = timedelta(days=30)
USER_SESSIONS_KEPT_FOR = timedelta(days=365)
SUPPORT_REQUESTS_KEPT_FOR = timedelta(days=365)
EMAIL_CHANGES_KEPT_FOR = timedelta(days=30)
CREDENTIAL_BATCHES_KEPT_FOR = timedelta(days=30)  # who asked for passwords; the list itself is gone
RECOVERIES_KEPT_FOR = timedelta(days=30)  # those that nobody went through with
IMPORT_ERRORS_KEPT_FOR = timedelta(days=365)
PRESENCES_KEPT_FOR = timedelta(hours=6)  # the purge of the night finds the whole school day
