# Sourced: everything that has to be there before the site or its tests can run.

source "$(dirname "${BASH_SOURCE[0]}")/say.sh"
source "$root/script/lib/packages.sh"
source "$root/script/lib/python.sh"

# One set-up at a time: a server and a test run may be started together.
alone() {
    exec 9>var/setup.lock
    if ! flock -n 9; then
        say "Another set-up is at work here; waiting for it."
        flock 9
    fi
}

set_up() {
    need_room 50
    alone
    local packages=("${site_packages[@]}")
    if ! venv_works && ! fitting_python >/dev/null && [ -z "${PYTHON:-}" ]; then
        packages+=("${python_packages[@]}")
    fi
    need_packages "${packages[@]}"
    need_venv
    need_requirements requirements.txt
    need_key
    need_fonts
    exec 9>&-
}

set_up_tests() {
    set_up
    alone
    need_packages "${test_packages[@]}"
    need_requirements requirements-dev.txt
    exec 9>&-
}

# Signs sessions and links; whoever has it can forge them.
need_key() {
    [ -n "${SECRET_KEY:-}" ] || [ -s var/secret_key ] && return
    (umask 077 && head -c 48 /dev/urandom | base64 -w 0 >var/secret_key.new) &&
        mv var/secret_key.new var/secret_key || stop "var/secret_key cannot be written."
    say "Made a secret key in var/secret_key."
}

need_fonts() {
    local wanted
    wanted=$(digest script/fonts.py requirements.txt)
    fresh fonts "$wanted" && [ -d var/fonts/web ] && return
    step "Cutting the fonts" fonts "$python" script/fonts.py var/fonts
    stamp fonts "$wanted"
}
