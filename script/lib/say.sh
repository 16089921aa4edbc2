# Sourced by every script: where we are, how we say what we do, how we stop.
#
#   say TEXT              one line for the person at the terminal
#   stop TEXT             one line about what is wrong, then leave with 1
#   step TEXT LOG CMD...  say it, run it with its output in var/log/LOG.log, say how long it took
#   fetch TEXT LOG CMD... the same for downloads, whose time is counted apart

set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
cd "$root" || exit 1

downloading_ms=0

now_ms() { local now=${EPOCHREALTIME//[!0-9]/}; echo $((now / 1000)); }
started_ms=$(now_ms)

seconds() { printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100)); }

say() { printf '%s\n' "$*"; }

stop() {
    printf '%s\n' "$*" >&2
    exit 1
}

free_mb() { df -Pk "$root" 2>/dev/null | awk 'NR == 2 { print int($4 / 1024) }'; }

# Stops while there is still room for a message, not half way through a download.
need_room() {
    local free
    free=$(free_mb)
    [ "${free:-$1}" -ge "$1" ] ||
        stop "The disk is full: $1 MB are needed in $root and $free MB are free. Make room and run this again."
}

# Says in one line why the command whose output is in the file $2 failed.
explain() {
    local what=$1 log=$2 free
    free=$(free_mb)
    if [ "${free:-100}" -lt 5 ] || grep -qiE 'No space left on device|disk is full|not have enough free space' "$log" 2>/dev/null; then
        stop "The disk is full (${free:-0} MB free in $root). Make room and run this again."
    fi
    if grep -qE 'Temporary failure|Could not resolve|Failed to establish a new connection|Network is unreachable|Could not connect to|NameResolutionError|Connection (refused|timed out|reset)|Read timed out|ProxyError|No route to host|Unable to (fetch|connect)' "$log" 2>/dev/null; then
        stop "No network: \"$what\" could not download what it needs. Connect and run this again. (Details: $log)"
    fi
    stop "\"$what\" failed: $(grep -vE '^[[:space:]]*$|^(WARNING|\[notice\])' "$log" 2>/dev/null | tail -n 1 | cut -c 1-200) (Details: $log)"
}

step() {
    local what=$1 log="var/log/$2.log" began code
    shift 2
    printf '%s ... ' "$what"
    began=$(now_ms)
    "$@" >"$log" 2>&1 </dev/null
    code=$?
    if [ $code -ne 0 ]; then
        printf 'failed\n'
        explain "$what" "$log"
    fi
    printf '%s\n' "$(seconds $(($(now_ms) - began)))"
}

fetch() {
    local began
    began=$(now_ms)
    step "$@"
    downloading_ms=$((downloading_ms + $(now_ms) - began))
}

# How long it all took, downloads apart from the rest.
took() {
    local all=$(($(now_ms) - started_ms))
    printf '%s' "$(seconds $((all - downloading_ms)))"
    [ "$downloading_ms" -eq 0 ] || printf ', and %s of downloads' "$(seconds "$downloading_ms")"
}

# A stamp remembers what a finished step was made from. It is written only after
# the step succeeded, so a half-finished one is done again.
#   fresh NAME VALUE      the step NAME was last finished with VALUE
#   stamp NAME VALUE      it is finished with VALUE now
#   digest PATH...        a value that changes when any file below the paths does
fresh() { [ "$(cat "var/stamps/$1" 2>/dev/null)" = "$2" ]; }

stamp() { printf '%s\n' "$2" >"var/stamps/$1.new" && mv "var/stamps/$1.new" "var/stamps/$1"; }

digest() {
    find "$@" -type f ! -name '*.pyc' -print0 2>/dev/null | LC_ALL=C sort -z |
        xargs -0 -r sha256sum | sha256sum | cut -c 1-32
}

# Everything that the scripts make and the site stores is for its owner's eyes.
if ! { mkdir -p -m 700 var && mkdir -p var/log var/stamps; } 2>/dev/null || [ ! -w var/log ] || [ ! -w var/stamps ]; then
    need_room 1
    stop "$root/var cannot be written by $(id -un). Run this as the user who owns it."
fi
