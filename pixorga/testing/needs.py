"""What some tests need beyond Python, and how the launcher tells the tests whether it is there.

A variable of the environment for each need: "1" when everything is there, else the reason, in French.
"""

import os

NEEDS = {
    "services": "PIXORGA_TEST_SERVICES",
    "browser": "PIXORGA_TEST_BROWSER",
    "content": "PIXORGA_TEST_CONTENT",
    "gar": "PIXORGA_TEST_GAR",
}


def lacking(need: str) -> str:
    """Return why tests with this mark cannot run here, in French, or the empty string."""
    state = os.environ.get(NEEDS[need], f"non demandé (python3 manage.py test --{need})")
    return "" if state == "1" else f"{need}\u00a0: {state}"
