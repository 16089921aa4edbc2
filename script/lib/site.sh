# Sourced: the database, the demonstration and the static files of the site served here.

# What the environment says wins; var/demo/ID remembers, for each database that was
# met here, whether the demonstration belongs in it (loading, loaded) or not (none).
# So a DATABASE_URL of a real site never gets a demonstration made for another database.
database_id() { printf '%s' "${DATABASE_URL:-default}" | sha256sum | cut -c 1-16; }

# Prints which migrations the database has: "none" for a new one, "some" where only
# Django can tell. Reading SQLite's own table spares a second start two seconds.
applied_migrations() {
    "$python" - <<'PY' 2>var/log/database.log
import os, sqlite3
if os.environ.get("DATABASE_URL"):
    os.environ["DJANGO_SETTINGS_MODULE"] = "coursesite.settings"
    import django
    django.setup()
    from django.db import connection
    new = "django_migrations" not in connection.introspection.table_names()
    print("none" if new else "some")
elif not os.path.exists("var/db.sqlite3"):
    print("none")
else:
    database = sqlite3.connect("var/db.sqlite3", timeout=30)
    if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'").fetchone():
        print(*database.execute("SELECT count(*), max(id) FROM django_migrations").fetchone())
    else:
        print("none")
PY
}

manage() { "$python" manage.py "$@"; }

need_database() {
    local memory applied wanted
    memory=var/demo/$(database_id)
    mkdir -p var/demo
    case "${DEMO:-}" in
        "" | 0 | 1) ;;
        [Ff]alse | [Nn]o | [Oo]ff) DEMO=0 ;;
        *) DEMO=1 ;;
    esac
    applied=$(applied_migrations) || explain "Opening the database" var/log/database.log
    if [ "$applied" = none ]; then
        [ "${DEMO:-1}" = 0 ] && echo none >"$memory" || echo loading >"$memory"
        # What was cached belongs to a database that is gone.
        rm -rf var/cache
    elif [ ! -f "$memory" ]; then
        echo none >"$memory"
    fi
    if [ -z "${DEMO:-}" ] && [ "$(cat "$memory")" != none ]; then
        export DEMO=1
    fi
    wanted=$(digest requirements.txt ./*/migrations)
    if [ "$applied" = some ] || ! fresh migrated "$wanted $applied"; then
        if ! manage migrate --check >var/log/migrate-check.log 2>&1; then
            step "Bringing the database up to date" migrate manage migrate --noinput
        fi
        stamp migrated "$wanted $(applied_migrations)"
    fi
    if [ "${DEMO:-0}" = 1 ] && [ "$(cat "$memory")" = loading ]; then
        step "Loading the demonstration" demo manage demo
        echo loaded >"$memory"
    elif [ "$applied" = none ]; then
        say "The site is empty. Make its first pages and administrator with:"
        say "    .venv/bin/python manage.py bootstrap --email you@example.org"
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
