#!/bin/sh
# Makes .venv and installs into it exactly what the lock files name, then the project itself (editable):
#
#   setup.sh run    what the program needs
#   setup.sh dev    what working on it needs as well
#   setup.sh find   only names the Python that would be used
#
# Needs Python 3.11 or newer (PYTHON= names one). Does nothing where nothing has changed. Says in one line what is missing.
set -eu
unset CDPATH
cd "$(dirname "$0")/.."

venv=.venv
log=$venv/install.log

fail() {
    echo "$*" >&2
    exit 1
}

# What a Python is: "none", or "old", "novenv" or "ok" with its version.
probe() {
    "$1" -c '
import sys
if sys.version_info < (3, 11):
    word = "old"
else:
    try:
        import ensurepip, venv
        word = "ok"
    except ImportError:
        word = "novenv"
print("%s %d.%d" % ((word,) + tuple(sys.version_info[:2])))' 2>/dev/null || echo none
}

no_venv() { # the Python, its version
    fail "Python $2 ($1) cannot make environments, its venv module is missing: install it (Debian, Ubuntu: apt install python$2-venv), or name another Python with PYTHON=/path/to/python"
}

# Sets `python`: the one asked for, else the newest that can make environments.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        found=$(probe "$PYTHON")
        case $found in
        ok*) python=$PYTHON && return ;;
        novenv*) no_venv "$PYTHON" "${found#* }" ;;
        old*) fail "PYTHON=$PYTHON is Python ${found#* }, but 3.11 or newer is needed: name a newer one" ;;
        *) fail "PYTHON=$PYTHON is no Python that runs: name one of 3.11 or newer" ;;
        esac
    fi
    without_venv='' too_old=''
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        found=$(probe "$name")
        case $found in
        ok*) python=$name && return ;;
        novenv*) without_venv=${without_venv:-$name ${found#* }} ;;
        old*) too_old=" (python3 is ${found#* })" ;;
        esac
    done
    # shellcheck disable=SC2086  # two words, meant as two
    [ -z "$without_venv" ] || no_venv $without_venv
    fail "Python 3.11 or newer is missing$too_old: install it, or name one with PYTHON=/path/to/python"
}

# Is there an environment that runs, was made in this very folder, and of the Python asked for?
venv_is_good() {
    [ "$(cat $venv/made-in 2>/dev/null)" = "$PWD" ] || return 1
    $venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || return 1
    [ -z "${PYTHON:-}" ] || [ "$(base "$PYTHON")" = "$(base $venv/bin/python)" ]
}

base() {
    "$1" -c 'import sys; print(sys.base_prefix, sys.version)' 2>/dev/null || echo "$1 does not run"
}

make_venv() {
    find_python
    echo "Making $venv with $python ..."
    rm -rf $venv
    if ! said=$("$python" -m venv $venv 2>&1); then
        rm -rf $venv
        case $said in
        *ensurepip* | *"No module named"*) no_venv "$python" "$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')" ;;
        *) fail "$python could not make an environment in $PWD/$venv: $(echo "$said" | tail -n 1)" ;;
        esac
    fi
    echo "$PWD" >$venv/made-in
}

pip() {
    $venv/bin/python -m pip --quiet --disable-pip-version-check --no-input "$@" >>$log 2>&1
}

why_pip_failed() { # the lock file
    if grep -qiE 'NewConnectionError|NameResolution|ConnectTimeout|ReadTimeout|connection (broken|refused|reset)|ProxyError|SSLError|network is unreachable' $log; then
        fail "No package index could be reached to install $1: check the network, or name a mirror with PIP_INDEX_URL (details: $log)"
    fi
    fail "Installing $1 failed: $(grep -E '^(ERROR:| *[A-Za-z]+Error: )' $log | tail -n 1 | sed 's/^ *//' | cut -c 1-200) (details: $log)"
}

# What an environment must have been installed from to need nothing more.
wanted() { # run or dev
    cksum <"$(lock_of "$1")"
    cksum <pyproject.toml
}

lock_of() {
    if [ "$1" = dev ]; then echo requirements-dev.lock; else echo requirements.lock; fi
}

is_installed() { # run or dev
    [ -f "$venv/installed-$1" ] && [ "$(cat "$venv/installed-$1")" = "$(wanted "$1")" ]
}

install() { # run or dev
    lock=$(lock_of "$1")
    echo "Installing $(grep -c '^[a-z].*==' "$lock") packages from $lock (once; a minute or two) ..."
    rm -f $venv/installed-run $venv/installed-dev $log
    pip install --only-binary :all: --require-hashes -r "$lock" || why_pip_failed "$lock"
    pip install --no-build-isolation --no-deps -e . || why_pip_failed "the project itself"
    wanted "$1" >"$venv/installed-$1"
}

case ${1:-} in
find) find_python && echo "$python" ;;
run)
    venv_is_good || make_venv
    is_installed run || is_installed dev || install run
    ;;
dev)
    venv_is_good || make_venv
    is_installed dev || install dev
    ;;
*) fail "usage: scripts/setup.sh run|dev|find" ;;
esac
