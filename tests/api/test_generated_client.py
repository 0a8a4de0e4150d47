"""A client that a stranger generated from the committed document takes a whole case from its opening to its close."""

import datetime as dt
import importlib
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest

from bestvalue import clock
from bestvalue.accounts.models import Scope, User
from bestvalue.accounts.services.step_up import mint_step_up
from bestvalue.accounts.services.tokens import issue_token
from cases.models import Case
from scripts.check_api import DOCUMENT
from tests.lifecycle.build import FACTS, PACK, VIEWS, Play
from tests.support.assessing import assessed
from tests.support.wsgi import within_the_test

FINDING = {"theme": "use-of-resources", "finding": "failing", "reasons": "Reserves are spent."}
PACKAGE, EXIT = "generated_client", "exit_and_oversight"
NOTHING: Mapping[str, str] = {}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The client, as anybody would make it."""
    home = tmp_path_factory.mktemp("client")
    (home / "settings.yaml").write_text("post_hooks: []\n")
    command = (str(Path(sys.executable).parent / "openapi-python-client"), "generate", "--meta", "none")
    where = ("--path", str(DOCUMENT), "--output-path", str(home / PACKAGE), "--config", str(home / "settings.yaml"))
    subprocess.run([*command, *where], check=True, capture_output=True)  # noqa: S603 - our own command
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(home)
        yield


@pytest.fixture
def play(reference: None) -> Iterator[Play]:
    """The people of the department, on the first day; the case that they have is another."""
    with ExitStack() as days:
        yield Play.begin(days)


@dataclass
class Program:
    """A program that acts in one person's name, by the generated client."""

    user: User
    ref: str = ""

    def __post_init__(self) -> None:
        token = issue_token(user=self.user, name="A program", scopes=[Scope.WRITE], days=366)[1]
        made = importlib.import_module(f"{PACKAGE}.client").AuthenticatedClient
        inside: dict[str, Any] = {"transport": httpx.WSGITransport(app=within_the_test)}
        self.client = made("http://testserver", token, raise_on_unexpected_status=True, httpx_args=inside)

    def call(self, name: str, *path: Any, body: Any = None, **headers: str) -> Any:
        """What a function of the client answers, which must be what the document says of a good answer."""
        function = importlib.import_module(f"{PACKAGE}.api.{name}")
        if body is not None:
            kinds = function._get_kwargs.__annotations__["body"]
            kind = next(each for each in get_args(kinds) or (kinds,) if hasattr(each, "from_dict"))
            headers["body"] = kind.from_dict(body)
        response = function.sync_detailed(*path, client=self.client, **headers)
        assert response.status_code < 300, response.content
        return response

    def read(self, name: str, *path: Any) -> Any:
        """A thing, as a dictionary."""
        return self.call(name, *path).parsed.to_dict()

    def make(self, name: str, body: dict[str, Any], *path: Any) -> Any:
        """Make a new thing."""
        return self.call(f"{name}_create", *path, body=body).parsed.to_dict()

    def act(self, name: str, act: str, *path: Any, body: Any = None, code: str = "", above: int = 0) -> Any:
        """Act on what was read just now; `above` says how many parts of the address only the act has."""
        seen = self.call(f"{name}_retrieve", *path[: len(path) - above]).headers["ETag"]
        headers = {"if_match": seen} | ({"step_up_code": code} if code else {})
        full = act if "." in act else f"{name}_{act}"  # an act may be told of elsewhere than its thing
        return self.call(f"{full}_create", *path, body=body, **headers).parsed.to_dict()


@dataclass
class Office:
    """Everybody's programs, on one case."""

    play: Play
    ref: str = ""

    def __post_init__(self) -> None:
        self.officer, self.lead = Program(self.play.officer), Program(self.play.lead)
        self.deputy, self.minister = Program(self.play.deputy_director), Program(self.play.minister)

    def approved(self, move: str, thing: str, beside: Mapping[str, str] = NOTHING, **facts: Any) -> str:
        """Advise on an act and what is asked with it, clear the advice and decide; the hash of what was decided."""
        acts = [{"move": each, "of": of} for each, of in {move: thing, **beside}.items()]
        told = {each: dict(FACTS[each]) for each in (move, *beside) if each in FACTS}
        told[move] = {**told.get(move, {}), **facts}
        asked = {"question": "Is it so?", "acts": acts, "changes": told, **PACK}
        advice = self.officer.make("submissions.cases_submissions", asked, self.ref)["id"]
        at = ("submissions.cases_submissions", self.ref, advice)
        pack = self.officer.act(at[0], "offer", *at[1:])["pack_sha256"]
        code = mint_step_up(user=self.play.deputy_director, act="clear_submission", document=pack)
        self.deputy.act(at[0], "clear", *at[1:], body={}, code=code)
        (waiting,) = self.minister.read("decisions.decisions_list")["results"]
        acts = self.minister.read("decisions.decisions_retrieve", waiting["id"])["acts"]
        (act,) = [each for each in acts if each["move"] == move]
        code = mint_step_up(user=self.play.minister, act="decide", document=act["sha256"])
        body = {"decision": "approve", "reasons": "The case is made.", "interests": "None declared"}
        where = (advice, act["id"])
        self.minister.act("decisions.decisions", "acts_decide", *where, body=body, code=code, above=1)
        return str(act["sha256"])

    def carried_out(self, name: str, act: str, move: str, thing: str, pk: str, body: Any = None, **asked: Any) -> Any:
        """What a minister approves and the lead then does, with a code for the exact text."""
        digest = self.approved(move, f"{thing}:{pk}", **asked)
        code = mint_step_up(user=self.play.lead, act=move, document=digest)
        return self.lead.act(name, act, self.ref, pk, body=body, code=code)


def test_a_whole_case_is_run_by_a_generated_client(generated: None, play: Play) -> None:
    office = Office(play)
    opened_and_noticed(office)
    intervened(office)
    left(office)
    closed = Office(play, office.ref).officer.read("cases.cases_retrieve", office.ref)
    assert closed["stage"] == "closed"


def opened_and_noticed(office: Office) -> None:
    """A case is asked for and opened, the authority is spoken with, and a notice is issued."""
    play = office.play
    asked = {"authority": "adur-district-council", "reason": "The auditor's report.", "team": play.team.slug}
    opening = office.officer.make("openings.openings", {**asked, "officer": play.officer.pk})
    office.deputy.act("openings.openings", "open", opening["id"], body={})
    case = Case.objects.get(authority__slug="adur-district-council")
    chief = case.authority.officers.create(post="head_of_paid_service", name="A. Chief", starts_on=dt.date(2020, 1, 1))
    office.ref = case.handle
    called = {"channel": "call", "held_on": str(clock.today()), "people": "The leader", "summary": "They agree."}
    office.officer.make("cases.cases_contacts", called, office.ref)
    draft = {
        "what_prompted": "Two late audits.",
        "concerns": [{"theme": "use-of-resources", "text": "Reserves fall."}],
        "expectations": ["Publish a plan."],
        "engagement_asked": "A monthly meeting.",
        "credit": "A new director.",
        "private_response": "They agree.",
        "recipients": [{"officer": chief.pk, "role": "to"}],
        "signed_by": play.deputy_director.pk,
    }
    notice = office.officer.make("notices.cases_notices", draft, office.ref)
    assert notice["missing"] == []
    issued = office.carried_out("notices.cases_notices", "issue", "issue_notice", "notice", notice["id"])
    assert issued["state"] == "issued"


def intervened(office: Office) -> None:
    """The Secretary of State is minded to intervene, hears the authority, and gives directions."""
    parts = {"actions": [{"text": "Agree a plan."}], "functions": [{"text": "Finance"}], "findings": [FINDING]}
    draft = {
        "evidence": "The report.",
        "model": "Commissioners",
        "cost": "The authority pays.",
        "services_statement": "They stay funded.",
        "exit_strategy": "Step by step.",
        **parts,
    }
    assessed(Case.objects.get(handle=office.ref))
    name = "interventions.cases_proposals"
    proposal = office.officer.make(name, draft, office.ref)["id"]
    office.carried_out(name, "propose", "propose_intervention", "proposal", proposal)
    came = {"sender": "The council", "received_on": str(clock.today()), "channel": "email", "text": "No."}
    logged = office.officer.act(name, "representations", office.ref, proposal, body=came)
    answered = {"representation": logged["representations"][0]["id"], "summary": "They disagree.", "reply": "Noted."}
    office.officer.act(name, "answer", office.ref, proposal, body=answered)
    office.play.wait(15)
    office.officer.act(name, "close", office.ref, proposal, body={})
    ends_on = str(clock.today() + dt.timedelta(days=700))
    asked = {**parts, "proposal": proposal, "recitals": "Why.", "ends_on": ends_on}
    name = "interventions.cases_directions"
    directions = office.officer.make(name, asked, office.ref)["id"]
    other = {"do_not_intervene": f"proposal:{proposal}"}
    made = office.carried_out(name, "make", "make_directions", "direction", directions, beside=other)
    assert made["state"] == "made"


def left(office: Office) -> None:
    """The intervention is left step by step, and the case closes after a year of oversight."""
    (found,) = office.officer.read("interventions.cases_directions_list", office.ref)["results"]
    strategy = {"text": "Step by step.", "milestones": [{"text": "A balanced budget"}]}
    office.officer.make(f"{EXIT}.cases_exit_strategies", strategy, office.ref)
    name, pk = "interventions.cases_directions", found["id"]
    ready = {"reason": "They are ready."}
    office.carried_out(name, f"{EXIT}.cases_directions_start_exit", "start_exit", "direction", pk, ready)
    review_on = str(clock.today() + dt.timedelta(days=366))
    ended = {"reason": "They can sustain it.", "views": VIEWS}
    directions = (f"{EXIT}.cases_directions_revoke", "revoke_directions", "direction", pk)
    office.carried_out(name, *directions, ended, oversight_review_on=review_on)
    name = f"{EXIT}.cases_oversight_periods"
    (period,) = office.officer.read(f"{name}_list", office.ref)["results"]
    office.play.wait(360)
    office = Office(office.play, office.ref)  # a token lives a year at most
    withdrawn(office)
    review = {"reviewer": "A body", "independence": "Outside.", "findings": "It holds."}
    office.deputy.act(name, "review", office.ref, period["id"], body=review)
    closed = {"reason": "It holds."}
    office.carried_out(name, "close", "close_after_oversight", "oversight_period", period["id"], closed)


def withdrawn(office: Office) -> None:
    """The notice, which is still in force, is withdrawn once what it expected is assessed."""
    name = "notices.cases_notices"
    (notice,) = office.officer.read(f"{name}_list", office.ref)["results"]
    seen = {"expectation": 1, "on": str(clock.today()), "finding": "met", "text": "The plan is out."}
    office.officer.act(name, "progress", office.ref, notice["id"], body=seen)
    done = {"reason": "It is done."}
    office.carried_out(name, "withdraw", "withdraw_notice", "notice", notice["id"], done)
