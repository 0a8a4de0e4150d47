"""Every distinct page of the demonstration, as each role meets it by following links (rulings 37).

`make test` takes a part of them as one role and as anybody, `make proof` all as everyone.
"""

import pytest

from bestvalue.accounts.models import User
from bestvalue.accounts.services.demonstration import email_of
from tests.access.table import ALL, ANONYMOUS
from tests.access.test_tampering import ONE_IN

from .drawn import Drawing
from .looking import met, none_is_wrong
from .states import Distinct

FEWER = 1 if ONE_IN == 1 else 8


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("login", [ANONYMOUS, *(("secretary.of.state",) if ONE_IN > 1 else ALL)])
def test_a_full_page_has_no_fault(login: str, drawing: Drawing, distinct: Distinct) -> None:
    user = User.objects.filter(email=email_of(login)).first()
    none_is_wrong(met(user, distinct, state="full", every=FEWER), drawing)
