#!/bin/sh
# Sees to the browser of the browser tests: Debian's Chromium, with fonts for Japanese.
# Root on Debian gets what is missing; anybody else is told, and CI fails there.
set -eu

wanted="chromium chromium-l10n fonts-noto-cjk fonts-noto-color-emoji"

missing=""
for package in $wanted; do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

install_packages() {
    # shellcheck disable=SC2086  # a list of words on purpose
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 $missing
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing"
    install_packages || { apt-get update -qq -o DPkg::Lock::Timeout=300 && install_packages; }
    exit
fi

echo "The browser tests need these Debian packages, which are not installed:$missing" >&2
echo "Install them with: sudo apt-get install$missing" >&2
[ -z "${CI:-}" ]
