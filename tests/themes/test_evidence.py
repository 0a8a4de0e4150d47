"""Evidence is never edited, says what it may and may not carry, moves nothing, and bears out or is borne out."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from bestvalue.accounts.models import Role
from bestvalue.errors import Changed, Forbidden
from bestvalue.records.models import Event
from bestvalue.records.services.verifying import verify_chains
from cases.models import Case, Clock, File
from tests.factories import person
from tests.lifecycle.build import Play, refusals
from themes.meetings import audit_report_meeting, peer_challenge_context, section_114_meeting, statutory_meeting
from themes.models import AccountsDates, Bearing, Evidence, EvidenceVersion, Line, SourceType, Theme
from themes.policy import exportable, visible_evidence
from themes.reliance import bars_to_reliance, may_be_relied_on
from themes.selectors.evidence import content_hash, current_versions
from themes.selectors.sector import sector_picture
from themes.services.checking import (
    corroborate,
    dispute_evidence,
    record_evidence_account,
    record_meeting,
    verify_evidence,
)
from themes.services.editions import load_editions
from themes.services.evidence import correct_evidence
from themes.services.sources import load_sources

from .evidence import an_item

PRESS = {"source": "press", "title": "A newspaper's story"}
FIGURE = {"value": Decimal("61.5"), "unit": "per cent upheld", "comparator": "Like authorities: 54", "caveat": "Few."}


def correct(play: Play, version: EvidenceVersion, **facts: Any) -> EvidenceVersion:
    told = {name: getattr(version, name) for name in ("body", "title", "received_on", "sensitivity", "summary")}
    more: dict[str, Any] = {**told, "reason": "A figure was misread.", **facts}
    return correct_evidence(by=play.officer, evidence=version.evidence, **more)


# Reference data


def test_every_source_of_the_specification_is_there_and_loading_again_changes_nothing(play: Play) -> None:
    assert SourceType.objects.count() == 29
    assert all(each.added == each.changed == 0 for each in load_sources())
    kept_in = set(SourceType.objects.filter(may_be_exported=False).values_list("pk", flat=True))
    assert {"sector-conversation", "section-230-return", "whistle-blower"} <= kept_in
    assert set(SourceType.objects.filter(sealed_on_arrival=True).values_list("pk", flat=True)) == {"whistle-blower"}
    assert SourceType.objects.get(needs_corroboration=True).is_press
    assert AccountsDates.objects.filter(confirmed=False).count() == AccountsDates.objects.count() > 0


def test_sources_say_how_they_are_handled(play: Play) -> None:
    def told(slug: str) -> str:
        source = SourceType.objects.get(pk=slug)
        return f"{source.legal_basis}. {source.handling}"

    assert "no authority is required to make one" in told("self-assessment")
    assert "not a failure of the Duty" in told("section-230-return")
    assert "never had a power to intervene" in told("data-explorer")
    assert "under a duty" in told("governance-statement")


def test_a_source_that_is_never_published_cannot_be_marked_for_export(play: Play) -> None:
    with pytest.raises(IntegrityError, match="source_restricted_is_never_exported"):
        SourceType.objects.filter(pk="section-230-return").update(may_be_exported=True)


# Versions


def test_a_correction_is_a_new_version_and_the_earlier_one_is_kept_as_it_was(play: Play) -> None:
    first = an_item(play.officer, play.authority, uploads=[SimpleUploadedFile("a.txt", b"Text")])
    verify_evidence(by=play.lead, evidence=first.evidence, reason="Read beside the report.")
    second = correct(play, first, summary="Half of the reserves.")
    first = EvidenceVersion.objects.get(pk=first.pk)
    assert (first.state, first.summary) == ("superseded", "Reserves were used to balance the budget.")
    assert (second.number, second.state, second.reason) == (2, "unverified", "A figure was misread.")
    assert list(current_versions(play.officer)) == [second]
    assert (File.objects.get().subject, File.objects.get().case) == (first.key, None)
    assert refusals(lambda: correct(play, second, reason=" ")) == {"evidence_facts"}


def test_the_database_keeps_a_version_as_it_is(play: Play) -> None:
    version = an_item(play.officer, play.authority, bearings=[bears("ur")])
    rows, more = EvidenceVersion.objects.all(), Bearing.objects.all()
    changes: list[tuple[Callable[[], Any], str]] = [
        (lambda: rows.update(summary="Other words."), "never edited"),
        (lambda: rows.update(state="superseded") and rows.update(state="verified"), "No lawful act"),
        (lambda: rows._raw_delete("default"), "never deleted"),
        (lambda: more.update(direction="against"), "never changed"),
        (lambda: Evidence.objects.update(source_type="press"), "not changed"),
    ]
    for change, words in changes:
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            change()
    assert version.evidence.versions.count() == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"value": Decimal(5), "unit": "£m", "caveat": "  "}, "evidence_facts"),
        ({"value": Decimal(5), "unit": "", "caveat": "Unaudited."}, "evidence_facts"),
        ({"unit": "£m"}, "evidence_facts"),
        ({"title": " "}, "evidence_facts"),
        ({"period_from": dt.date(2024, 4, 1)}, "evidence_facts"),
        ({"received_on": dt.date(2030, 1, 1)}, "later"),
        ({"source": "ombudsman", "value": Decimal(412), "unit": "complaints", "caveat": "Few."}, "not_a_rate"),
        ({"source": "ombudsman", **FIGURE, "comparator": ""}, "not_a_rate"),
        ({"step": "held"}, "no_steps"),
        ({"counts_from": dt.date(2025, 1, 1)}, "no_meeting"),
        ({"identity": "A. Person"}, "not_sealed"),
        ({"source": "whistle-blower"}, "nobody_looks_after_it"),
    ],
)
def test_a_fact_that_breaks_a_rule_is_refused_in_words(play: Play, facts: dict[str, Any], code: str) -> None:
    assert refusals(lambda: an_item(play.officer, play.authority, **facts)) == {code}
    assert not EvidenceVersion.objects.exists()


def test_no_figure_is_stored_without_saying_what_it_does_not_show(play: Play) -> None:
    version = an_item(play.officer, play.authority, "ombudsman", **FIGURE)
    again = EvidenceVersion.objects.get(pk=version.pk)
    again.pk, again.number, again.caveat, again.reason = None, 2, " ", "Corrected."
    EvidenceVersion.objects.get().supersede()
    with pytest.raises(IntegrityError, match="evidence_figure_has_a_caveat"):
        again.save(force_insert=True)


def bears(theme: str, line: str = "", direction: str = "supports") -> Any:
    found = Line.objects.get(slug=line) if line else None
    return {"theme": Theme.objects.get(code=theme), "line": found, "direction": direction}


def test_it_bears_on_themes_and_on_lines_that_they_list(play: Play) -> None:
    load_editions()
    good = [bears("ur", "ur-i-late-accounts"), bears("gv", "ci-c-ags-honest", "against"), bears("ci", "", "context")]
    version = an_item(play.officer, play.authority, bearings=good)
    assert version.bearings.count() == 3
    for bad, code in (([bears("ci", "ur-i-late-accounts")], "not_of_the_theme"), ([bears("ci")] * 2, "named_twice")):
        assert refusals(lambda bad=bad: an_item(play.officer, play.authority, bearings=bad)) == {code}  # type: ignore[misc]


# Acts beside it, and who may


def test_it_is_verified_and_disputed_by_named_persons_with_reasons(play: Play) -> None:
    item = an_item(play.officer, play.authority).evidence
    assert refusals(lambda: verify_evidence(by=play.lead, evidence=item, reason=" ")) == {"no_reason"}
    assert verify_evidence(by=play.lead, evidence=item, reason="Read.").state == "verified"
    assert refusals(lambda: verify_evidence(by=play.lead, evidence=item, reason="Read.")) == {"verified_already"}
    version = dispute_evidence(by=play.officer, evidence=item, reason="The authority says it is out of date.")
    assert [(each.outcome, each.by) for each in version.checks.all()] == [
        ("verified", play.lead),
        ("disputed", play.officer),
    ]
    record_evidence_account(
        by=play.officer, evidence=item, given_on=play.case.opened_on, given_by="A. Chief", text="It has been put right."
    )
    assert item.accounts.get().text == "It has been put right."
    assert [each.verb for each in Event.objects.filter(stream=item.stream_name)] == [
        *("add_evidence", "verify_evidence", "dispute_evidence", "record_evidence_account")
    ]
    assert not list(verify_chains())


def test_an_act_on_what_somebody_else_changed_meanwhile_is_refused(play: Play) -> None:
    item = an_item(play.officer, play.authority).evidence
    verify_evidence(by=play.lead, evidence=item, reason="Read.")
    with pytest.raises(Changed):
        dispute_evidence(by=play.officer, evidence=item, reason="No.", expected_version=1)


@pytest.mark.parametrize("role", [Role.MINISTER, Role.PRESS, Role.PRIVATE_OFFICE, Role.ADMINISTRATOR, Role.LIAISON])
def test_only_officials_and_analysts_keep_evidence(play: Play, role: Role) -> None:
    item, other = an_item(play.officer, play.authority).evidence, person(role)
    acts: list[Callable[[], Any]] = [
        lambda: an_item(other, play.authority),
        lambda: verify_evidence(by=other, evidence=item, reason="Read."),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_evidence_with_a_case_is_as_private_as_the_case(play: Play) -> None:
    private = an_item(play.officer, play.authority, case=play.case)
    open_to_all = an_item(play.officer, play.authority)
    stranger, analyst = person(Role.OFFICER), person(Role.ANALYST)
    assert list(visible_evidence(stranger)) == list(visible_evidence(analyst)) == [open_to_all.evidence]
    assert set(visible_evidence(play.officer)) == {private.evidence, open_to_all.evidence}
    for outsider in (Role.PRESS, Role.PRIVATE_OFFICE, Role.ADMINISTRATOR, Role.LIAISON):
        assert not visible_evidence(person(outsider)).exists()
    acts: list[Callable[[], Any]] = [
        lambda: an_item(stranger, play.authority, case=play.case),
        lambda: verify_evidence(by=stranger, evidence=private.evidence, reason="Read."),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


@pytest.mark.parametrize("source", ["sector-conversation", "section-230-return"])
def test_restricted_sources_without_a_case_are_for_officials_directors_and_ministers(play: Play, source: str) -> None:
    item = an_item(play.officer, play.authority, source).evidence
    for role in (Role.OFFICER, Role.DIRECTOR, Role.MINISTER):
        assert visible_evidence(person(role)).filter(pk=item.pk).exists()
    analyst = person(Role.ANALYST)
    for other in (analyst, person(Role.LEGAL_ADVISER), person(Role.RECORDS_MANAGER)):
        assert not visible_evidence(other).filter(pk=item.pk).exists()
    own = an_item(analyst, play.authority, source).evidence
    assert list(visible_evidence(analyst)) == [own], "whoever added it"


# The nevers


def test_evidence_moves_nothing(play: Play) -> None:
    def standing() -> tuple[Any, ...]:
        return Case.objects.values_list("stage", "version", "head").get(), Event.objects.filter(case=play.case).count()

    before = standing()
    for source in SourceType.objects.filter(sealed_on_arrival=False):
        version = an_item(play.officer, play.authority, source.pk, case=play.case)
        verify_evidence(by=play.lead, evidence=version.evidence, reason="Read.")
        dispute_evidence(by=play.lead, evidence=version.evidence, reason="No.")
        correct(play, version)
    assert standing() == before


def test_nothing_of_evidence_counts_weighs_or_ranks() -> None:
    scoring = ("weight", "score", "rating", "rank", "severity", "total", "priority")
    for model in apps.get_app_config("themes").get_models():
        names = {f.name for f in model._meta.get_fields()}
        assert not [name for name in names if any(word in name for word in scoring)], model


def test_what_is_never_published_is_in_no_export(play: Play) -> None:
    public = an_item(play.officer, play.authority)
    kept = [an_item(play.officer, play.authority, each) for each in ("sector-conversation", "section-230-return")]
    assert list(exportable(visible_evidence(play.officer))) == [public.evidence]
    assert public.evidence.may_be_published
    assert not any(each.evidence.may_be_published for each in kept)


# What may be relied on


def test_press_counts_for_nothing_until_another_item_bears_it_out(play: Play) -> None:
    story, report = an_item(play.officer, play.authority, **PRESS), an_item(play.officer, play.authority)
    other_story = an_item(play.officer, play.authority, **PRESS)
    assert may_be_relied_on(report)
    assert [each.code for each in bars_to_reliance(story)] == ["not_corroborated"]

    def bear_out(by_item: EvidenceVersion, note: str = "It says the same.") -> set[str]:
        return refusals(
            lambda: corroborate(by=play.officer, evidence=story.evidence, borne_out_by=by_item.evidence, note=note)
        )

    assert bear_out(other_story) == {"needs_it_itself"}
    assert bear_out(story) == {"no_such_item", "needs_it_itself"}
    assert bear_out(report, " ") == {"no_note"}
    assert bear_out(report) == set()
    assert bear_out(report) == {"borne_out_already"}
    assert may_be_relied_on(story)
    dispute_evidence(by=play.officer, evidence=report.evidence, reason="It is wrong.")
    assert not may_be_relied_on(story)


def test_what_was_corrected_is_relied_on_in_its_present_version_only(play: Play) -> None:
    first = an_item(play.officer, play.authority)
    second = correct(play, first)
    first = EvidenceVersion.objects.get(pk=first.pk)
    assert [each.code for each in bars_to_reliance(first)] == ["superseded"]
    assert may_be_relied_on(second)
    assert content_hash(first) != content_hash(second)


# Statutory dates, as context


def test_the_days_for_a_meeting_are_counted_as_the_acts_say() -> None:
    assert section_114_meeting(dt.date(2025, 1, 6)).on == dt.date(2025, 1, 26)
    assert section_114_meeting(dt.date(2025, 2, 10)).on == dt.date(2025, 3, 2)
    assert audit_report_meeting(dt.date(2025, 1, 31)).on == dt.date(2025, 2, 28)
    assert audit_report_meeting(dt.date(2024, 12, 15)).on == dt.date(2025, 1, 15)
    assert peer_challenge_context(dt.date(2020, 2, 29)).on == dt.date(2025, 2, 28)


def test_a_meeting_is_recorded_once_and_late_or_not_nothing_follows(play: Play) -> None:
    sent = dt.date(2024, 12, 2)
    report = an_item(play.officer, play.authority, "section-114-report", counts_from=sent)
    due = statutory_meeting(report)
    assert due is not None
    assert (due.on, due.basis) == (dt.date(2024, 12, 22), "Local Government Finance Act 1988 s.115")
    plain = an_item(play.officer, play.authority)
    assert statutory_meeting(plain) is None

    def meet(item: EvidenceVersion) -> set[str]:
        held: dict[str, Any] = {"held_on": dt.date(2025, 1, 3), "note": "It agreed a plan."}
        return refusals(lambda: record_meeting(by=play.officer, evidence=item.evidence, **held))

    assert meet(plain) == {"no_meeting"}
    assert meet(report) == set()
    assert meet(report) == {"recorded_already"}
    assert report.evidence.meeting.held_on > due.on


def dates_that_run(kind: str) -> list[tuple[dt.date, str]]:
    """The dates of a kind that run, and what each is about."""
    return list(Clock.objects.running().filter(kind=kind).values_list("due_on", "what"))


def test_a_report_sets_the_date_of_its_meeting_which_prompts_nobody_and_ends_with_the_meeting(play: Play) -> None:
    sent = dt.date(2024, 12, 2)
    report = an_item(play.officer, play.authority, "section-114-report", counts_from=sent, title="Section 114")
    assert dates_that_run("section_114_meeting") == [(dt.date(2024, 12, 22), str(report.evidence.source_type))]
    held: dict[str, Any] = {"held_on": dt.date(2025, 1, 3), "note": "It agreed a plan."}
    record_meeting(by=play.officer, evidence=report.evidence, **held)
    kept = Clock.objects.get(kind="section_114_meeting")
    assert (kept.state, kept.next_at, kept.tasks.exists()) == ("met", None, False)


def test_a_corrected_day_starts_another_clock_which_never_tells_the_title(play: Play) -> None:
    sent = dt.date(2024, 12, 2)
    report = an_item(play.officer, play.authority, "section-114-report", counts_from=sent, title="Section 114")
    correct(play, report, counts_from=dt.date(2024, 11, 1), title="Section 114")  # due before the first one started
    ended, running = Clock.objects.filter(kind="section_114_meeting").order_by("-started_on")
    assert (ended.state, ended.started_on) == ("cancelled", sent)
    assert (running.state, running.started_on, running.due_on) == (
        *("running", dt.date(2024, 11, 1)),
        dt.date(2024, 11, 21),
    )
    correct(play, report, counts_from=dt.date(2024, 11, 1), title="Section 114 report of November")
    assert dates_that_run("section_114_meeting") == [(dt.date(2024, 11, 21), "Section 114 report")]


def test_only_the_last_peer_challenge_counts_five_years(play: Play) -> None:
    for year in (2019, 2023, 2021):
        facts: dict[str, Any] = {"happened_on": dt.date(year, 5, 1), "step": "held", "title": f"Challenge of {year}"}
        an_item(play.officer, play.authority, "peer-challenge", **facts)
    assert dates_that_run("peer_challenge") == [(dt.date(2028, 5, 1), str(SourceType.objects.get(pk="peer-challenge")))]


def test_a_peer_challenge_that_was_reviewed_was_held(play: Play) -> None:
    facts: dict[str, Any] = {"happened_on": dt.date(2023, 5, 1), "step": "reviewed", "title": "Challenge"}
    an_item(play.officer, play.authority, "peer-challenge", **facts)
    assert [due for due, _ in dates_that_run("peer_challenge")] == [dt.date(2028, 5, 1)]
    picture = sector_picture(play.officer, play.authority)
    assert picture.five_years is not None
    assert picture.five_years.on == dt.date(2028, 5, 1)
