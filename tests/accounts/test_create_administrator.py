from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from bestvalue.accounts import policy
from bestvalue.accounts.models import User


def run(monkeypatch: pytest.MonkeyPatch, password: str, email: str = "ada@dept.example") -> str:
    """Run the command with this password typed at a stand-in terminal; returns what it says."""
    monkeypatch.setattr("getpass.getpass", lambda prompt: password)
    out = StringIO()
    call_command("create_administrator", email, name="Ada Hartley", stdout=out)
    return out.getvalue()


def test_the_command_opens_the_first_account(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Ada Hartley can now sign in as ada@dept.example" in run(monkeypatch, "correct horse battery")
    assert policy.may_manage_people(User.objects.get())


@pytest.mark.parametrize(
    ("password", "email", "message"),
    [
        ("short", "ada@dept.example", "at least 12 characters"),
        ("password1234", "ada@dept.example", "too common"),
        ("correct horse battery", "not an address", "valid email address"),
    ],
)
def test_the_command_says_plainly_what_is_wrong(
    db: None, monkeypatch: pytest.MonkeyPatch, password: str, email: str, message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        run(monkeypatch, password, email)
    assert not User.objects.exists()


def test_there_is_only_one_first_administrator(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="There is an administrator already"):
        run(monkeypatch, "correct horse battery")
