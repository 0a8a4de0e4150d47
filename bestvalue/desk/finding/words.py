"""What somebody typed into a search, how names are compared with it, and where its words stand in what was found."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.postgres.search import SearchHeadline, SearchQuery, TrigramWordSimilarity
from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from bestvalue.text_search import CONFIG, plain_name
from cases.models import Authority, AuthorityAlias, OfficeHolding, Succession
from cases.selectors.authorities import plain

LONGEST = 200
MOST_CALLED = 1000
"""Of how many authorities that are called so the papers are looked among: more than England has."""
BEGIN, END = "\ue000", "\ue001"
"""Around a found word in an excerpt, until the excerpt is cut into spans: letters of no language."""
HEADING = re.compile(r"^#{1,3} ", re.MULTILINE)
TOKEN = re.compile(r'-?"[^"]*"?|\S+')
ALIKE, SUGGESTED = 0.3, 3
"""How like the words a name must be to be suggested (0 to 1), and how many are."""


class Span(NamedTuple):
    """A piece of a text, and whether it is what was searched for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the words that names are compared with, and whether texts can be searched for any of it.

    `authorities` are the keys of those that are called so, looked up once for every kind that hangs on one.
    """

    text: str
    names: str
    in_texts: bool
    authorities: Sequence[int] = ()

    @property
    def query(self) -> SearchQuery:
        """As PostgreSQL searches texts for it: all words, a "quoted phrase", `or`, and `-` before what must not be."""
        return SearchQuery(self.text, config=CONFIG, search_type="websearch")

    def headline(self, text: Any) -> SearchHeadline:
        """The places of a text in which the words stand, marked by BEGIN and END."""
        return SearchHeadline(
            text,
            self.query,
            config=CONFIG,
            start_sel=BEGIN,
            stop_sel=END,
            fragment_delimiter=" … ",
            max_fragments=2,
            max_words=30,
            min_words=12,
        )


def asked_for(text: str) -> Asked:
    """Read what was typed; only words that say something, and not merely what must be absent, are searched for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT querytree(websearch_to_tsquery('plain_english', %s))", [text])
        (tree,) = cursor.fetchone()
    kept = [each.strip('"') for each in TOKEN.findall(text) if not each.startswith("-") and each.lower() != "or"]
    names = " ".join(" ".join(kept).split())
    called = [each["pk"] for each in authorities_called(names)[:MOST_CALLED]] if names else []
    return Asked(text, names, in_texts=tree not in ("", "T"), authorities=called)


def close(rows: QuerySet[Any], column: str, words: str) -> QuerySet[Any]:
    """The rows whose name holds something near enough to these words, cut short or misspelt, as PostgreSQL has it."""
    wanted = plain_name(Value(words))
    near = Q(plain__trigram_word_similar=wanted) | Q(plain__trigram_strict_word_similar=wanted)
    found: QuerySet[Any] = rows.alias(plain=plain_name(F(column))).filter(near)
    return found.order_by()


def closest_first(rows: QuerySet[Any], words: str, column: str) -> QuerySet[Any]:
    """The rows ordered by how close their names are to these words, and by nothing else about them; then by name."""
    wanted: Any = plain_name(Value(words))
    near: QuerySet[Any] = rows.annotate(near=TrigramWordSimilarity(wanted, plain_name(F(column))))
    return near.order_by("-near", column, "pk")


def authorities_called(words: str) -> QuerySet[Any]:
    """The keys of authorities with such a name, former name or code, and of those that took over from them."""
    named = close(Authority.objects.all(), "name", words).values("pk")
    known = close(AuthorityAlias.objects.all(), "value", words).values("authority")
    coded = Authority.objects.filter(ons_code=words.upper()).order_by().values("pk")
    after = Succession.objects.filter(predecessor__in=named.union(known, coded)).order_by().values("successor")
    return named.union(known, coded, after)


def suggestions(words: str) -> list[str]:
    """Names of authorities and of people in post that resemble these words: what everybody here may read anyway."""
    found: dict[str, float] = {}
    for model, column in ((Authority, "name"), (AuthorityAlias, "value"), (OfficeHolding, "name")):
        near = closest_first(model.objects.all(), words, column).filter(near__gte=ALIKE)
        found |= dict(near.values_list(column, "near")[:SUGGESTED])
    return sorted(found, key=lambda name: (-found[name], name))[:SUGGESTED]


def spans_of(marked: str) -> Sequence[Span]:
    """An excerpt in pieces, those between the marks being what was found; without the marks of our headings."""
    pieces = re.split(f"{BEGIN}([^{BEGIN}{END}]*){END}", HEADING.sub("", marked))
    return [Span(text, found=bool(place % 2)) for place, text in enumerate(pieces) if text]


def named_spans(name: str, asked: "Asked") -> Sequence[Span]:
    """A name in pieces, the words that begin as one of those typed being what was found."""
    return list(_named(name, tuple(plain(asked.names).split())))


def _named(name: str, wanted: tuple[str, ...]) -> Iterator[Span]:
    for piece in filter(None, re.split(r"(\w+)", name)):
        yield Span(piece, found=bool(wanted) and plain(piece).startswith(wanted))
