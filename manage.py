#!/usr/bin/env python3
# -*- coding: utf-8 -*-  # noqa: UP009
"""The project's only entry point: prepare the environment, then hand over to Django or to pytest."""

import os
import sys

# This file alone stays readable by every Python, to say which one is needed.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("Pix Orga demande Python 3.11 ou plus récent ; celui-ci est le %d.%d." % sys.version_info[:2])  # noqa: UP031


def main():
    from pixorga.bootstrap import ensure_environment

    ensure_environment(sys.argv[1:])
    if sys.argv[1:2] == ["test"]:
        from pixorga.testing.launcher import run_tests

        sys.exit(run_tests(sys.argv[2:]))

    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pixorga.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
