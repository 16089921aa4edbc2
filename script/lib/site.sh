# Sourced: the database, the demonstration and the static files of the site served here.

# What the environment says wins; var/demo/ID remembers, for each database that was
# met here, whether the demonstration belongs in it (loading, loaded) or not (none).
# So a DATABASE_URL of a real site never gets a demonstration made for another database.
database_id() { printf '%s' "${DATABASE_URL:-default}" | sha256sum | cut -c 1-16; }

is_new_database() {
    "$python" - <<'PY' 2>var/log/database.log
import os, sqlite3, sys
if not os.environ.get("DATABASE_URL"):
    if not os.path.exists("var/db.sqlite3"):
        sys.exit(0)
    database = sqlite3.connect("var/db.sqlite3")
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
else:
    os.environ["DJANGO_SETTINGS_MODULE"] = "coursesite.settings"
    import django
    django.setup()
    from django.db import connection
    tables = set(connection.introspection.table_names())
sys.exit(3 if "django_migrations" in tables else 0)
PY
    local code=$?
    [ $code -eq 0 ] || [ $code -eq 3 ] || explain "Opening the database" var/log/database.log
    return $code
}

manage() { "$python" manage.py "$@"; }

need_database() {
    local memory
    memory=var/demo/$(database_id)
    mkdir -p var/demo
    if [ -z "${DATABASE_URL:-}" ] || [ ! -f "$memory" ]; then
        if is_new_database; then
            [ "${DEMO:-1}" = 0 ] && echo none >"$memory" || echo loading >"$memory"
            # What was cached belongs to a database that is gone.
            rm -rf var/cache
        elif [ ! -f "$memory" ]; then
            echo none >"$memory"
        fi
    fi
    if [ -z "${DEMO:-}" ] && [ "$(cat "$memory")" != none ]; then
        export DEMO=1
    fi
    if ! manage migrate --check >var/log/migrate-check.log 2>&1; then
        step "Bringing the database up to date" migrate manage migrate --noinput
    fi
    if [ "$(cat "$memory")" = loading ]; then
        step "Loading the demonstration" demo manage demo
        echo loaded >"$memory"
    fi
}

# Hashed names and compressed copies of everything that browsers load.
need_static_files() {
    local wanted
    wanted=$(digest coursesite/staticfiles.py coursesite/settings.py requirements.txt static \
        {accounts,community,courses,coursesite,learning}/static var/fonts/web)
    fresh static "$wanted" && [ -f var/static/staticfiles.json ] && return
    step "Preparing static files" static manage collectstatic --noinput --clear
    stamp static "$wanted"
}
