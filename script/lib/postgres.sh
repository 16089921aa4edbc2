# Sourced: a PostgreSQL of our own in a temporary folder, for as long as the script runs.
# It listens on a socket in that folder only, and keeps nothing safe: it is for tests.

postgres_folder=
postgres_pid=

postgres_bin() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

# PostgreSQL refuses to run as root; Debian's package made the user postgres.
as_postgres=(setpriv --pdeathsig QUIT)
[ "$EUID" -ne 0 ] || as_postgres+=(--reuid=postgres --regid=postgres --init-groups)

# Folders of runs that were killed before they could tidy up.
sweep_postgres() {
    local folder
    for folder in /tmp/coursesite-postgres.*; do
        if [ -O "$folder/owner" ] && ! kill -0 "$(cat "$folder/owner")" 2>/dev/null; then
            rm -rf "$folder"
        fi
    done
}

# What is given is passed on to it, after our own options.
start_postgres() {
    local bin
    bin=$(postgres_bin)
    [ -n "$bin" ] || stop "PostgreSQL is not installed below /usr/lib/postgresql."
    sweep_postgres
    postgres_folder=$(mktemp -d /tmp/coursesite-postgres.XXXXXX) || explain "Making a folder in /tmp" /dev/null
    echo $$ >"$postgres_folder/owner"
    mkdir "$postgres_folder/data"
    [ "$EUID" -ne 0 ] || chown postgres: "$postgres_folder" "$postgres_folder/data"
    (cd "$postgres_folder" && "${as_postgres[@]}" "$bin/initdb" -D data -U coursesite -A trust -E UTF8 --locale=C.UTF-8 --no-sync) \
        >var/log/postgres.log 2>&1 </dev/null || explain "Making a PostgreSQL" var/log/postgres.log
    (cd "$postgres_folder" && exec setsid "${as_postgres[@]}" "$bin/postgres" -D data -k "$postgres_folder" -c listen_addresses= -c max_connections=200 \
        -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
        -c max_wal_size=2GB -c log_min_messages=fatal -c timezone=UTC "$@") \
        >>var/log/postgres.log 2>&1 </dev/null &
    postgres_pid=$!
    local waited=0
    until "$bin/pg_isready" -q -h "$postgres_folder" -U coursesite; do
        kill -0 "$postgres_pid" 2>/dev/null && ((++waited < 300)) ||
            explain "Starting PostgreSQL" var/log/postgres.log
        sleep 0.1
    done
    "$bin/createdb" -h "$postgres_folder" -U coursesite coursesite || explain "Making a database" var/log/postgres.log
    postgres_url="postgres://coursesite@${postgres_folder//\//%2F}/coursesite"
    postgres_version=$("$bin/postgres" --version | awk '{ print $3 }')
}

stop_postgres() {
    if [ -n "$postgres_pid" ]; then
        kill -QUIT "$postgres_pid" 2>/dev/null
        wait "$postgres_pid" 2>/dev/null
        postgres_pid=
    fi
    [ -z "$postgres_folder" ] || rm -rf "$postgres_folder"
    postgres_folder=
}
