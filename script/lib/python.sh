# Sourced: a fitting Python, the virtual environment .venv, and what is installed in it.

python="$root/.venv/bin/python"

# A Python fits if it is new enough and can make virtual environments.
fits() {
    "$1" -c 'import sys; assert sys.version_info >= (3, 11); import ensurepip, sqlite3, ssl, venv' 2>/dev/null
}

version_of() { "$1" -c 'import platform; print(platform.python_version())' 2>/dev/null; }

# Prints the first Python that fits. PYTHON=... chooses one.
fitting_python() {
    local candidate
    for candidate in ${PYTHON:-python3 /usr/bin/python3 python3.14 python3.13 python3.12 python3.11}; do
        if fits "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

# .venv/made says which Python and which place it was made for; .venv/unfinished is
# there while something is being installed. A virtual environment that does not work
# here, or was left half filled, is made again.
venv_works() {
    [ -f .venv/made ] && [ ! -f .venv/unfinished ] &&
        [ "$(cat .venv/made)" = "$(version_of "$python") $root" ] &&
        [ "$(version_of "$python")" = "$(version_of "${PYTHON:-$python}")" ]
}

need_venv() {
    local base
    venv_works && return
    base=$(fitting_python) ||
        stop "Python 3.11 or newer is needed, with its venv module; ${PYTHON:-python3} is $(version_of "${PYTHON:-python3}" || echo missing). Install one, or name it: PYTHON=/path/to/python3 $0"
    if [ -e .venv ]; then
        say "The virtual environment in .venv does not work here, or is unfinished: making it again."
        rm -rf .venv || stop "$root/.venv cannot be removed by $(id -un). Run this as the user who owns it."
    fi
    need_room 700
    step "Making the virtual environment with Python $(version_of "$base")" venv "$base" -m venv .venv
    printf '%s %s\n' "$(version_of "$python")" "$root" >.venv/made
}

# need_requirements FILE: what FILE pins is installed. It is downloaded first, so that
# a network that fails leaves the environment as it was.
need_requirements() {
    local file=$1 stamp wanted code
    stamp=.venv/$(basename "$file" .txt).installed
    wanted=$(cat requirements.txt "$file" | sha256sum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    need_room 400
    fetch "Downloading the packages of $file" pip-download \
        "$python" -m pip --disable-pip-version-check download -q -r "$file" -d var/downloads
    touch .venv/unfinished || stop "$root/.venv cannot be written by $(id -un). Run this as the user who owns it."
    step "Installing them" pip-install \
        "$python" -m pip --disable-pip-version-check install -q --no-compile \
        --no-index --find-links var/downloads -r "$file"
    step "Compiling them" pip-compile compile_packages
    printf '%s\n' "$wanted" >"$stamp"
    rm -rf .venv/unfinished var/downloads
}

# Some packages carry files for other versions of Python, which do not compile.
compile_packages() { "$python" -m compileall -q -j 0 .venv/lib || true; }
