from django.db import migrations

# The triggers of an earlier release looked at the tables that the session's own search path found first.
EACH = """
DO $$ DECLARE each regprocedure; BEGIN
    FOR each IN SELECT DISTINCT tgfoid::regprocedure FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
                WHERE NOT tgisinternal AND pronamespace = 'public'::regnamespace LOOP
        EXECUTE 'ALTER FUNCTION ' || each || ' {}';
    END LOOP;
END $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_retention'),
    ]

    operations = [
        migrations.RunSQL(EACH.format('SET search_path = public, pg_temp'), EACH.format('RESET search_path')),
    ]
