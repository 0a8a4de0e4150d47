"""Every stage against every move, and every state of every instrument against every act: allowed as the tables say."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from django_fsm import TransitionNotAllowed

import cases.services
import interventions.services
import notices.services
import themes.services
from cases.conditions import instrument_models, known_conditions
from cases.models import Case, Reinspection, ServiceFailureWatch, Submission, SubmissionAct
from cases.moves import MOVES, OTHER_NUMBERS, TABLE
from cases.stages import Stage
from interventions.models import Milestone, Representation
from themes.models import EvidenceVersion

# Acts that the services of submissions do, under the number that names what is asked for.
ACTS_OF_SUBMISSIONS = {
    "submit_notice",
    "refuse_notice",
    "submit_inspection",
    "refuse_inspection",
    "submit_proposal_after_inspection",
    "submit_after_package",
    "submit_proposal",
    "refuse_proposal",
}
NUMBERS = {f"T{number:02}" for number in (*range(1, 8), *range(10, 19), *range(20, 30), *range(30, 34), *range(40, 72))}
STAGE_MOVES = [move for move in TABLE if move.paths]
MACHINES: list[Any] = [
    *instrument_models(),
    Submission,
    SubmissionAct,
    Representation,
    Milestone,
    ServiceFailureWatch,
    EvidenceVersion,
    Reinspection,
]


def service_names() -> set[str]:
    """The names of all functions in the services of the four apps."""
    names: set[str] = set()
    for package in (cases.services, themes.services, notices.services, interventions.services):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            names |= set(dir(importlib.import_module(module.name)))
    return names


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("move", STAGE_MOVES, ids=lambda move: move.name)
def test_a_case_moves_only_as_the_table_says(stage: Stage, move: Any) -> None:
    for to in Stage:
        case = Case(stage=stage)
        if to in move.paths.get(stage, ()):
            getattr(case, move.name)(to)
            assert case.stage == to
        else:
            with pytest.raises(TransitionNotAllowed):
                getattr(case, move.name)(to)
            assert case.stage == stage


def states_and_acts() -> Iterator[tuple[Any, str, str]]:
    """Every state of every machine with every act of that machine."""
    for model in MACHINES:
        for state in model.LIFE.states:
            for act in model.LIFE.acts:
                yield model, state, act


@pytest.mark.parametrize(
    ("model", "state", "act"),
    list(states_and_acts()),
    ids=lambda each: each if isinstance(each, str) else each.__name__,
)
def test_an_instrument_changes_only_as_its_life_says(model: Any, state: str, act: str) -> None:
    sources, target = model.LIFE.acts[act]
    instrument = model(state=state)
    if state in sources:
        getattr(instrument, act)()
        assert instrument.state == target
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(instrument, act)()


@pytest.mark.parametrize("move", TABLE, ids=lambda move: move.name)
def test_a_move_says_what_it_is_on_what_basis_and_who_decides(move: Any) -> None:
    assert move.label
    assert move.basis
    assert move.decider
    assert set(move.conditions) <= known_conditions()
    assert hasattr(Case, move.name) or not move.paths


@pytest.mark.parametrize("move", TABLE, ids=lambda move: move.name)
def test_a_move_is_the_act_of_a_service(move: Any) -> None:
    assert move.name in service_names() | ACTS_OF_SUBMISSIONS | {"reopen"}


def test_every_move_of_the_law_is_in_the_table() -> None:
    told = {move.number for move in TABLE} | set(OTHER_NUMBERS)
    assert told >= NUMBERS - {"T19"}


def test_a_move_has_one_row() -> None:
    assert len(MOVES) == len(TABLE)
