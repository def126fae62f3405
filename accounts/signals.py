"""Where apps above this one take part in what is done to an account."""

from django.dispatch import Signal

# Sent by ``services.anonymise_account`` in its transaction, before anything is written; ``user`` is locked.
# Arguments: user, by, now. A receiver forgets what its app holds of the person, or refuses all of it by
# AnonymisationRefusedError.
anonymising = Signal()
