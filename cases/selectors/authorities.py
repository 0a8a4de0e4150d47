"""Finding an authority from the code or name that a document gives, and whom letters to it go to."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cases.models import Authority, AuthorityAlias, OfficeHolding, Post

FRONT = re.compile(
    r"^(the )?((borough )?council of (the )?)?"
    r"((london |royal |metropolitan )?(borough|city|county|district) of )?(the )?"
)
BACK = re.compile(
    r"( (city|county) of| mbc| lbc| unitary authority"
    r"|( (city and|london|royal|metropolitan))?( (borough|city|district|county|unitary))?( council)?)$"
)
AUTHORITY_SORTS = {
    "name": ("name",),
    "-name": ("-name",),
    "kind": ("kind__label", "name"),
    "-kind": ("-kind__label", "name"),
    "region": ("region", "name"),
    "-region": ("-region", "name"),
    "code": ("ons_code", "name"),
    "-code": ("-ons_code", "name"),
}
TIERS = {"county": "county", "borough": "district", "city": "district", "district": "district"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """A post that letters go to, and who holds it on the day; nobody where it is vacant."""

    post: Post
    role: str
    holder: OfficeHolding | None


def find_authority(
    *, ons_code: str | None, name: str, on: dt.date, register_name: str | None = None
) -> Authority | None:
    """The authority meant by a document of the day `on`: by code, old or new, else by name; None unless one fits.

    Whole names are tried before names without "Borough Council", "London Borough of" and the like. Where several
    share a name, the one that existed that day is meant. A code or a whole name finds one that had ended by then.
    """
    return (ons_code and _by_code(ons_code.strip().upper())) or _by_name([register_name or "", name], on)


def addressees(authority: Authority, *, on: dt.date) -> list[Addressee]:
    """The default addressees of letters to the authority on a day (R3), in order: interims before those they cover."""
    holders = {holding.post: holding for holding in authority.officers.on(on).order_by("is_interim")}
    return [Addressee(Post(each.post), each.role, holders.get(each.post)) for each in authority.kind.posts.all()]


def _by_code(code: str) -> Authority | None:
    alias = Q(aliases__kind=AuthorityAlias.Kind.ONS_CODE, aliases__value=code)
    return Authority.objects.filter(Q(ons_code=code) | alias).distinct().first()


def _by_name(wanted: list[str], on: dt.date) -> Authority | None:
    known = _known_names()
    names = [plain(name) for name in wanted if name]
    return next(filter(None, (_whole(name, known, on) for name in names)), None) or next(
        filter(None, (_shortened(name, known, on) for name in names)), None
    )


def _whole(name: str, known: list[tuple[str, Authority]], on: dt.date) -> Authority | None:
    bearers = {authority for other, authority in known if plain(other) == name}
    return _only(bearers) or _only(each for each in bearers if each.exists_on(on))


def _shortened(name: str, known: list[tuple[str, Authority]], on: dt.date) -> Authority | None:
    bearers = {authority for other, authority in known if core(other) == core(name)}
    return _only(each for each in bearers if each.exists_on(on) and _same_tier(name, each))


def _known_names() -> list[tuple[str, Authority]]:
    aliases = AuthorityAlias.objects.filter(kind=AuthorityAlias.Kind.NAME).select_related("authority")
    return [(each.name, each) for each in Authority.objects.all()] + [(each.value, each.authority) for each in aliases]


def _only(candidates: Iterable[Authority]) -> Authority | None:
    several = list(candidates)
    return several[0] if len(several) == 1 else None


def _same_tier(name: str, authority: Authority) -> bool:
    """Whether the name does not call a city or district a county, or the other way about."""
    tiers = [{TIERS[word] for word in text.split() if word in TIERS} for text in (name, plain(authority.name))]
    return not all(tiers) or bool(tiers[0] & tiers[1])


def plain(name: str) -> str:
    """A name in small letters without accents and punctuation, `&` as "and"."""
    letters = unicodedata.normalize("NFKD", name.replace("&", " and ").casefold())
    unmarked = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"\W+", " ", re.sub(r"['\u2019.]", "", unmarked)).split())


def core(name: str) -> str:
    """What is left of a name without the words for its kind of council."""
    words = plain(name)
    return BACK.sub("", FRONT.sub("", words)) or words


def called(word: str, path: str = "") -> Q:
    """An authority with this word in its name or a former name or code, or with this code; `path` leads to it."""
    words = {f"{path}name__icontains": word, f"{path}aliases__value__icontains": word, f"{path}ons_code__iexact": word}
    return Q(**words, _connector=Q.OR)


def authority_list(
    *, text: str = "", kinds: Sequence[str] = (), regions: Sequence[str] = (), sort: str = "name"
) -> QuerySet[Authority]:
    """Authorities, by name unless sorted otherwise, narrowed by words of a name, former name or code, kind, region."""
    found = Authority.objects.select_related("kind")
    if kinds:
        found = found.filter(kind__in=kinds)
    if regions:
        found = found.filter(region__in=regions)
    for word in text.split():
        found = found.filter(called(word)).distinct()
    return found.order_by(*AUTHORITY_SORTS[sort], "pk")
