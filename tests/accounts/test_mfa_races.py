"""Two browsers with one code: one of them comes in."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.services.second_step import redeem_code
from tests.accounts.factories import UserFactory
from tests.accounts.second_steps import code_now, give_application, recovery_codes_of

TOGETHER = 4


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code_of", [lambda user: code_now(), lambda user: recovery_codes_of(user)[2]])
def test_one_of_several_uses_of_a_code_at_the_same_time_is_good(code_of: Callable[[User], str]):
    user = UserFactory()
    give_application(user)
    code, now = code_of(user), timezone.now()
    ready = Barrier(TOGETHER)

    def use() -> bool:
        ready.wait(timeout=10)
        try:
            return redeem_code(user=user, code=code, now=now) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        uses = [pool.submit(use) for _ in range(TOGETHER)]

    assert sorted(each.result() for each in uses) == [False, False, False, True]
