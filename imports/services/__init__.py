"""Receive a file, check it, plan it, write it: each step is short, safe twice, and leaves a whole state.

The request stores the bytes and a job; « imports.validate » reads everything and changes no pupil;
« imports.write » plans, then changes the pupils, ends the run and drops the bytes in one transaction. Where
very many pupils would leave, the run waits between the two for somebody who confirms or abandons it.

A run that fails for good keeps its bytes for a day, so that it can be started again; « imports.forget »
drops them then, or the next file that is sent. An import keeps what it replaced as long as it can be undone;
« imports.forget_traces » drops that, or the next import.
"""

from imports.services.checking import check_file
from imports.services.deciding import NothingToDecideError, abandon, confirm, lapse
from imports.services.receiving import receive_file
from imports.services.relaunching import NothingToRelaunchError, relaunch
from imports.services.steps import (
    FORGET,
    FORGET_TRACES,
    LAPSE,
    RELAUNCH_LENGTH,
    UNDO_LENGTH,
    VALIDATE,
    WAITING_LENGTH,
    WRITE,
    ImportRunningError,
)
from imports.services.undoing import NothingToUndoError, can_undo, forget_traces, undo
from imports.services.working import forget, give_up, validate, write

__all__ = [
    "FORGET",
    "FORGET_TRACES",
    "LAPSE",
    "RELAUNCH_LENGTH",
    "UNDO_LENGTH",
    "VALIDATE",
    "WAITING_LENGTH",
    "WRITE",
    "ImportRunningError",
    "NothingToDecideError",
    "NothingToRelaunchError",
    "NothingToUndoError",
    "abandon",
    "can_undo",
    "check_file",
    "confirm",
    "forget",
    "forget_traces",
    "give_up",
    "lapse",
    "receive_file",
    "relaunch",
    "undo",
    "validate",
    "write",
]
