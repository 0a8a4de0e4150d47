"""Procfile, compose file, Dockerfile and `.env.example` name the same processes and variables."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT: Path = settings.BASE_DIR
READ = re.compile(r'env\.\w+\(\s*"([A-Z_]+)"')
SHELL = re.compile(r"\$\{([A-Z_]+)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def example() -> set[str]:
    """The variables that `.env.example` lists."""
    return set(re.findall(r"^([A-Z_]+)=", text(".env.example"), re.MULTILINE))


def processes() -> set[str]:
    """The processes that the Procfile names."""
    return set(re.findall(r"^(\w+):", text("Procfile"), re.MULTILINE))


def test_the_example_lists_every_variable_that_is_read_and_no_other() -> None:
    read = set(READ.findall(text("bestvalue/settings.py"))) | set(SHELL.findall(text("Procfile")))
    assert example() == read


def test_the_compose_file_runs_the_processes_of_the_procfile() -> None:
    services = yaml.safe_load(text("docker-compose.yml"))["services"]
    commands = {name: service.get("command") for name, service in services.items()}
    assert {name: commands[name] for name in processes()} == {name: f"honcho start {name}" for name in processes()}


def test_the_compose_file_sets_only_variables_that_the_example_lists() -> None:
    service = yaml.safe_load(text("docker-compose.yml"))["x-service"]
    assert set(service["environment"]) <= example()


def test_the_image_runs_a_process_of_the_procfile() -> None:
    command = re.search(r'^CMD \["honcho", "start", "(\w+)"\]$', text("Dockerfile"), re.MULTILINE)
    assert command is not None
    assert command[1] in processes()


@pytest.mark.parametrize("name", ["base", "dev", "node"])
def test_lock_files_name_no_address(name: str) -> None:
    lock = text(f"requirements/{name}.txt")
    assert "--hash=sha256:" in lock
    assert "://" not in lock
