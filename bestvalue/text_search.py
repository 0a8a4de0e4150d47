"""What searching is built on: which words of a row are searched, and how names are compared (PostgreSQL full text).

`plain_english` is English with letters as if they bore no accent, `without_accents` the same for names; a migration
of `records` makes both. An index and a search must use the same expression, so both take it from here.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchConfig, SearchVector
from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Concat, Left

CONFIG = SearchConfig("plain_english")
MOST_CHARACTERS = 100_000
"""So much of one row is searched: PostgreSQL indexes no more than a megabyte of words."""


def words_of(*columns: str, most: int = MOST_CHARACTERS) -> Left:
    """What stands in these columns, each on a line of its own."""
    parts: list[Combinable] = [F(columns[0])]
    for each in columns[1:]:
        parts += [Value("\n"), F(each)]
    return Left(Concat(*parts, output_field=TextField()) if len(parts) > 1 else parts[0], most)


def without_sums(text: Combinable) -> Func:
    """A text without the SHA-256 sums that it names, which say nothing to whoever reads an excerpt of it."""
    sum_named = Value(r"\(?SHA-256: [0-9a-f]{64}\)?")
    return Func(text, sum_named, Value(""), Value("g"), function="regexp_replace", output_field=TextField())


def vector_of(*columns: str, most: int = MOST_CHARACTERS) -> SearchVector:
    """The same, as PostgreSQL searches it."""
    return SearchVector(words_of(*columns, most=most), config=CONFIG)


def words_index(name: str, *columns: str, most: int = MOST_CHARACTERS) -> GinIndex:
    """The index of the words in these columns."""
    return GinIndex(vector_of(*columns, most=most), name=name)


def plain_name(given: Combinable) -> Func:
    """A name, as it is compared."""
    return Func(given, function="without_accents", output_field=CharField())


def name_index(name: str, column: str) -> GinIndex:
    """The index of a name by its groups of three letters, so that a misspelt one is found too."""
    return GinIndex(OpClass(plain_name(F(column)), name="gin_trgm_ops"), name=name)
