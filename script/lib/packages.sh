# Sourced: the Debian packages that the site and its tests need, and how to get them.

python_packages=(python3 python3-venv)
# Pango and the fonts that stand behind ours when a name on a certificate is not Latin.
site_packages=(
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
    fonts-noto-core fonts-noto-cjk ca-certificates tzdata
)
test_packages=(poppler-utils qpdf postgresql)
# The tests' browser is the headless shell, which is less work than a whole Chromium, or any
# other that is there. Ubuntu has neither package: its chromium-browser installs a snap.
browsers=(chromium-headless-shell chromium chromium-browser google-chrome)
if ! command -v "${browsers[@]}" >/dev/null; then
    if grep -q '^ID=ubuntu' /etc/os-release 2>/dev/null; then
        test_packages+=(chromium-browser)
    else
        test_packages+=(chromium-headless-shell)
    fi
fi

missing_packages() {
    local name
    for name in "$@"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
    done
}

# Installs what is missing of the packages named, or says what to run and stops.
need_packages() {
    local missing as_root=()
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        [ -f var/stamps/no-apt ] ||
            say "This is neither Debian nor Ubuntu: make sure that it has what these packages hold: $*"
        touch var/stamps/no-apt
        return
    fi
    read -ra missing <<<"$(missing_packages "$@")"
    [ ${#missing[@]} -gt 0 ] || return 0
    local install="apt-get install -y --no-install-recommends ${missing[*]}"
    if [ "$EUID" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            stop "Debian packages are missing. As root, run: apt-get update && $install"
        elif sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        elif [ -t 0 ] && [ -t 1 ]; then
            say "These Debian packages are missing: ${missing[*]}"
            say "Installing them needs your password for sudo."
            sudo -v || stop "Run this first: sudo apt-get update && sudo $install"
            as_root=(sudo)
        else
            stop "Debian packages are missing. Run: sudo apt-get update && sudo $install"
        fi
    fi
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y
        -o DPkg::Lock::Timeout=300 -o Acquire::Retries=2)
    fetch "Looking up Debian packages" packages-update "${apt[@]}" update
    fetch "Downloading ${missing[*]}" packages-download \
        "${apt[@]}" install --no-install-recommends --download-only "${missing[@]}"
    step "Installing them" packages-install \
        "${apt[@]}" install --no-install-recommends --no-download "${missing[@]}"
}
