"""Procfile, compose file, Dockerfile and `.env.example` name the same processes and variables."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT: Path = settings.BASE_DIR
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
SHELL = re.compile(r"\$\{([A-Z_]+)")
USER = re.compile(r"postgres://(\w+):\$\{\w+")
PASSWORDS = {"POSTGRES_PASSWORD", "WEB_ROLE_PASSWORD"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def example() -> set[str]:
    """The variables that `.env.example` lists."""
    return set(re.findall(r"^([A-Z_]+)=", text(".env.example"), re.MULTILINE))


def services() -> dict[str, Any]:
    """What the compose file runs."""
    found: dict[str, Any] = yaml.safe_load(text("docker-compose.yml"))["services"]
    return found


def processes() -> set[str]:
    """The processes that the Procfile names."""
    return set(re.findall(r"^(\w+):", text("Procfile"), re.MULTILINE))


def test_the_example_lists_every_variable_that_is_read_and_no_other() -> None:
    read = {name for file in ("Procfile", "docker-compose.yml") for name in SHELL.findall(text(file))}
    assert example() == read | set(READ.findall(text("bestvalue/settings.py")))


def test_the_compose_file_runs_the_processes_of_the_procfile() -> None:
    commands = {name: service.get("command") for name, service in services().items()}
    assert {name: commands[name] for name in processes()} == {name: f"honcho start {name}" for name in processes()}


def test_each_process_in_a_container_is_handed_every_variable_but_the_owners_passwords() -> None:
    given = example() - PASSWORDS
    for name in processes():
        assert services()[name]["environment"].keys() == given
        set_here = {each for each, value in services()[name]["environment"].items() if value is not None}
        assert set_here == {"SECRET_KEY", "DATABASE_URL", "REDIS_URL", "FILES_ROOT", "ANCHORS_ROOT", "WEB_HOST", "PORT"}


def test_only_what_prepares_the_database_is_its_owner_and_makes_the_role_of_all_others() -> None:
    users = {name: USER.match(services()[name]["environment"]["DATABASE_URL"]) for name in (*processes(), "migrate")}
    roles = {name: found and found[1] for name, found in users.items()}
    owner = services()["postgres"]["environment"]["POSTGRES_USER"]
    assert roles.pop("migrate") == owner
    (role,) = set(roles.values())
    assert role != owner
    prepared, made = re.findall(r'"(.*) && python manage.py (.*)"', services()["migrate"]["command"])[0]
    assert (prepared, made) == ("python -m bestvalue.prepare", f"create_web_role {role}")
    for name in processes():
        assert services()[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_the_image_runs_a_process_of_the_procfile() -> None:
    command = re.search(r'^CMD \["honcho", "start", "(\w+)"\]$', text("Dockerfile"), re.MULTILINE)
    assert command is not None
    assert command[1] in processes()


@pytest.mark.parametrize("name", ["base", "dev", "node"])
def test_lock_files_name_no_address(name: str) -> None:
    lock = text(f"requirements/{name}.txt")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
