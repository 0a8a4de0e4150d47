"""Best value authorities: the register of them, what they were called, and loading it all from files."""

import csv
import datetime as dt
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.db.models import Count
from pytest_django import DjangoAssertNumQueries

from cases.models import Authority, AuthorityAlias, AuthorityKind, KindPost, OfficeHolding, Succession
from cases.selectors.authorities import addressees, find_authority
from cases.services import reference
from cases.services.reference import load_authorities, load_fictional_authorities
from themes.models import Placement

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
COUNTS = {
    "county": 22,  # 21 of today and Northamptonshire
    "unitary": 62,
    "scilly": 1,
    "met": 36,
    "london_borough": 32,
    "city": 1,
    "district": 164,
    "ca": 13,
    "cca": 5,
    "gla": 1,
    "fra": 25,
    "lfc": 1,
    "npa": 9,
    "broads": 1,
    "wda": 5,
    "tfl": 1,
    "stb": 1,
    "city_police": 1,
}
KINDS_IN_THE_ACT = set(COUNTS) | {"ita", "epb", "by_order"}


@pytest.fixture
def register() -> None:
    load_authorities()


@pytest.fixture
def fictional(register: None) -> None:
    load_fictional_authorities()


@pytest.mark.usefixtures("register")
class TestTheRegister:
    def test_it_holds_380_authorities_of_today_and_one_former(self) -> None:
        assert Authority.objects.on(TODAY).count() == 380
        assert [each.name for each in Authority.objects.exclude(pk__in=Authority.objects.on(TODAY))] == [
            "Northamptonshire County Council"
        ]

    def test_each_kind_has_its_number(self) -> None:
        assert dict(Authority.objects.values_list("kind").annotate(Count("pk")).order_by()) == COUNTS

    def test_every_kind_of_the_act_is_there_and_one_that_waits_for_legal(self) -> None:
        assert set(AuthorityKind.objects.values_list("code", flat=True)) == KINDS_IN_THE_ACT | {"fra_commissioner"}
        assert AuthorityKind.objects.get(needs_legal_confirmation=True).code == "fra_commissioner"

    def test_local_authorities_must_have_regard_and_others_be_mindful(self) -> None:
        local = set(AuthorityKind.objects.filter(is_local_authority=True).values_list("code", flat=True))
        assert local == {
            *("county", "district", "unitary", "met", "london_borough", "scilly", "city", "gla", "ca", "cca")
        }
        assert AuthorityKind.objects.get(code="ca").guidance_status == "Must have regard to the guidance"
        assert AuthorityKind.objects.get(code="fra").guidance_status == "Should be mindful of the principles"

    def test_engage_is_shown_for_fire_and_police_only(self) -> None:
        engaged = AuthorityKind.objects.filter(regimes__contains=["HMICFRS Engage"]).values_list("code", flat=True)
        assert set(engaged) == {"fra", "fra_commissioner", "lfc", "city_police"}

    def test_every_kind_has_one_default_addressee_and_copies(self) -> None:
        to = KindPost.objects.filter(role="to").values_list("kind").annotate(Count("pk"))
        assert {number for _, number in to} == {1}
        assert set(KindPost.objects.filter(role="copy").values_list("kind", flat=True)) == {
            each.code for each in AuthorityKind.objects.all()
        }

    def test_former_codes_are_nobodys_present_code(self) -> None:
        former = AuthorityAlias.objects.filter(kind="ons_code").values_list("value", flat=True)
        assert not Authority.objects.filter(ons_code__in=former).exists()

    def test_northamptonshire_was_followed_by_two(self) -> None:
        successors = Succession.objects.filter(predecessor__ons_code="E10000021")
        assert {(each.successor.ons_code, each.took_effect_on) for each in successors} == {
            ("E06000061", dt.date(2021, 4, 1)),
            ("E06000062", dt.date(2021, 4, 1)),
        }


@pytest.mark.usefixtures("register")
class TestFindingAnAuthority:
    @pytest.mark.parametrize(
        ("code", "name"),
        [
            ("E08000038", "Barnsley Metropolitan Borough Council"),
            ("E08000016", "Barnsley Metropolitan Borough Council"),
            ("E08000039", "Sheffield City Council"),
            ("E08000019", "Sheffield City Council"),
            ("e06000018 ", "Nottingham City Council"),
            ("E10000021", "Northamptonshire County Council"),
        ],
    )
    def test_by_its_code_new_or_old(self, code: str, name: str) -> None:
        assert str(find_authority(ons_code=code, name="", on=TODAY)) == name

    @pytest.mark.parametrize(
        ("name", "found"),
        [
            ("Rotherham", "Rotherham Metropolitan Borough Council"),
            ("Rotherham MBC", "Rotherham Metropolitan Borough Council"),
            ("newham london borough council", "London Borough of Newham"),
            ("Kensington & Chelsea", "Royal Borough of Kensington and Chelsea"),
            ("Wirral Metropolitan Borough Council", "Wirral Borough Council"),
            ("Bristol, City of", "Bristol City Council"),
            ("St. Helens Borough Council", "St Helens Council"),
            ("St Albans", "St Albans City and District Council"),
            ("King\u2019s Lynn and West Norfolk", "Borough Council of King's Lynn and West Norfolk"),
            ("Doncaster Metropolitan Borough Council", "City of Doncaster Council"),
            ("Council of the City of York", "City of York Council"),
            ("Telford and Wrekin Council", "Telford & Wrekin Council"),
            ("Cambridgeshire and Peterborough Combined Authority",) * 2,
            ("Somerset County Council", "Somerset Council"),
        ],
    )
    def test_by_a_name_as_people_write_it(self, name: str, found: str) -> None:
        assert str(find_authority(ons_code=None, name=name, on=TODAY)) == found

    @pytest.mark.parametrize(
        ("name", "on"),
        [
            ("Atlantis Borough Council", TODAY),
            ("Dorset County Council", dt.date(2018, 1, 1)),
            ("Derby County Council", TODAY),
            ("Durham City Council", TODAY),
            ("", TODAY),
            ("Borough Council", TODAY),
            ("Northamptonshire", dt.date(2021, 4, 1)),
        ],
    )
    def test_a_name_that_fits_none_or_another_time_finds_nothing(self, name: str, on: dt.date) -> None:
        assert find_authority(ons_code=None, name=name, on=on) is None

    def test_a_shortened_name_is_taken_as_of_the_day(self) -> None:
        found = find_authority(ons_code=None, name="Northamptonshire", on=dt.date(2021, 3, 31))
        assert str(found) == "Northamptonshire County Council"

    def test_the_name_in_the_register_comes_first(self) -> None:
        found = find_authority(
            ons_code=None, name="Newham Council", on=TODAY, register_name="London Borough of Tower Hamlets"
        )
        assert str(found) == "London Borough of Tower Hamlets"

    def test_of_two_with_one_name_the_one_of_the_day_is_meant(self) -> None:
        old = Authority.objects.create(
            slug="cumberland-council-of-old",
            name="Cumberland Council",
            kind_id="county",
            starts_on=dt.date(1889, 4, 1),
            ends_on=dt.date(1974, 3, 31),
        )
        assert find_authority(ons_code=None, name="Cumberland Council", on=dt.date(1970, 1, 1)) == old
        new = find_authority(ons_code=None, name="Cumberland Council", on=TODAY)
        assert new is not None
        assert new.ons_code == "E06000063"

    def test_an_authority_exists_from_its_first_day_to_its_last(self) -> None:
        first, last = dt.date(2021, 4, 1), dt.date(2021, 3, 31)
        assert Authority.objects.get(ons_code="E06000061").exists_on(first)
        assert not Authority.objects.get(ons_code="E06000061").exists_on(last)
        assert Authority.objects.get(ons_code="E10000021").exists_on(last)
        assert not Authority.objects.get(ons_code="E10000021").exists_on(first)


@pytest.mark.usefixtures("register")
class TestRules:
    @pytest.mark.parametrize(
        "facts",
        [
            {"ons_code": "E0600001"},
            {"ons_code": "X06000001"},
            {"ons_code": "E06999999", "is_fictional": True},
            {"ons_code": None, "is_fictional": True},
            {"ons_code": "E06000018"},
            {"slug": "nottingham-city-council"},
            {"name": "Nottingham City Council"},
            {"starts_on": dt.date(2021, 4, 1), "ends_on": dt.date(2021, 3, 31)},
        ],
    )
    def test_a_row_that_breaks_one_is_refused(self, facts: dict[str, object]) -> None:
        good = {"slug": "new-council", "name": "New Council", "ons_code": "E06999999", "kind_id": "unitary"}
        with pytest.raises(IntegrityError):
            Authority.objects.create(**good | facts)

    def test_a_slug_never_changes(self) -> None:
        with pytest.raises(IntegrityError, match="not changed"):
            Authority.objects.filter(slug="kent-county-council").update(slug="kent")

    def test_an_authority_is_never_deleted(self) -> None:
        with pytest.raises(IntegrityError, match="never deleted"):
            Authority.objects.filter(slug="kent-county-council")._raw_delete("default")

    def test_one_old_code_has_one_owner(self) -> None:
        kent = Authority.objects.get(slug="kent-county-council")
        with pytest.raises(IntegrityError):
            AuthorityAlias.objects.create(authority=kent, kind="ons_code", value="E08000016")


@pytest.mark.usefixtures("fictional")
class TestFictionalAuthorities:
    def test_they_are_plainly_labelled_and_their_codes_begin_with_x(self) -> None:
        fictional = Authority.objects.filter(is_fictional=True)
        assert len(fictional) == 15
        assert all((each.ons_code or "").startswith("X") and each.name.endswith("(fictional)") for each in fictional)

    def test_only_they_have_officers(self) -> None:
        assert OfficeHolding.objects.exists()
        assert not OfficeHolding.objects.filter(authority__is_fictional=False).exists()
        assert not OfficeHolding.objects.exclude(email__endswith=".example").exists()

    def test_every_living_one_has_somebody_to_write_to(self) -> None:
        for authority in Authority.objects.on(TODAY).filter(is_fictional=True):
            assert [each.holder is not None for each in addressees(authority, on=TODAY) if each.role == "to"] == [True]

    def test_a_letter_goes_to_the_head_of_paid_service_with_copies(self) -> None:
        dunmarsh = Authority.objects.get(slug="fictional-dunmarsh-city-council")
        listed = [
            (each.role, each.post.value, each.holder and each.holder.name) for each in addressees(dunmarsh, on=TODAY)
        ]
        assert listed == [
            ("to", "head_of_paid_service", "Nkechi Summerscale"),
            ("copy", "leader", None),
            ("copy", "elected_mayor", "Lorcan Deepwell"),
            ("copy", "chief_finance_officer", "Pavel Stonegrave"),
            ("copy", "monitoring_officer", "Amoy Whitterby"),
        ]

    def test_loading_them_again_adds_nothing(self) -> None:
        assert all(each.added == each.changed == 0 for each in load_fictional_authorities())


class TestLoading:
    def run(self, *arguments: str) -> list[str]:
        out = StringIO()
        call_command("load_reference_data", *arguments, stdout=out)
        return out.getvalue().splitlines()

    def test_the_command_reports_each_table_and_sums_up_last(self) -> None:
        lines = self.run("--demonstration")
        assert "authorities: 381 added, 0 changed, 0 unchanged" in lines
        assert "fictional authorities: 15 added, 0 changed, 0 unchanged" in lines
        assert lines[-1].startswith("Reference data loaded: ")

    def test_a_second_run_changes_nothing(self) -> None:
        self.run()
        assert self.run()[-1].startswith("Reference data loaded: 0 added, 0 changed, ")

    def test_it_takes_few_queries(self, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
        with django_assert_max_num_queries(65):
            self.run("--demonstration")

    def test_a_row_that_differs_from_the_file_is_brought_into_line(self) -> None:
        self.run()
        Authority.objects.filter(slug="kent-county-council").update(region="Atlantis")
        assert "authorities: 0 added, 1 changed, 380 unchanged" in self.run()
        assert Authority.objects.get(slug="kent-county-council").region == "South East"

    def test_addressees_set_by_an_administrator_are_left_alone(self) -> None:
        self.run()
        KindPost.objects.filter(kind="county", post="leader").delete()
        assert self.run()[-1].startswith("Reference data loaded: 0 added, 0 changed, ")
        assert not KindPost.objects.filter(kind="county", post="leader").exists()

    def test_one_bad_row_leaves_nothing_behind(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        folder = shutil.copytree(reference.DATA, tmp_path / "data")
        with (folder / "authorities.csv").open("a", encoding="utf-8", newline="") as file:
            csv.writer(file).writerow(["bad", "Bad Council", "E1", "unitary", "", "", ""])
        monkeypatch.setitem(load_authorities.__wrapped__.__kwdefaults__, "folder", folder)  # type: ignore[attr-defined]
        with pytest.raises(CommandError, match="Nothing was loaded"):
            self.run()
        assert not AuthorityKind.objects.exists()
        assert not Placement.objects.exists()
