"""The bench's production settings, with a hash that costs nothing: what is left is the cost beyond it."""

from bench.classroom_settings import *  # noqa: F403

PASSWORD_HASHERS = ["bench.signin_hasher.OneRound"]
