from django.db import migrations

# Schemas are named, so that both work whatever the search path of a session, a restore among them.
CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION public.plain_english (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.plain_english
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.english_stem;
"""
# `unaccent` counts as changeable, as its rules are a file of the server: an index needs a promise that they stay.
FUNCTION = """
CREATE FUNCTION public.without_accents(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN public.unaccent('public.unaccent'::regdictionary, $1)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_search_path'),
        ('accounts', '0001_initial'),  # the extensions
    ]

    operations = [
        migrations.RunSQL(CONFIGURATION, 'DROP TEXT SEARCH CONFIGURATION public.plain_english'),
        migrations.RunSQL(FUNCTION, 'DROP FUNCTION public.without_accents(text)'),
    ]
