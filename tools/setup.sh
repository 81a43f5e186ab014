#!/bin/sh
# Makes what Docspot needs to run: two environments (Rasa's pins do not go with ours) and the trained model.
#   tools/setup.sh            all of it
#   tools/setup.sh ours       our environment alone, enough for the linters
# What was finished before with the same locks, at the same place, is left as it is: then this takes a few milliseconds.
# An environment without its stamp was interrupted half-made, and is made anew.
set -eu
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 RASA_TELEMETRY_ENABLED=false
# Trust what the machine trusts: a clinic may sit behind a proxy with a certificate of its own.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
# Rasa wants an old multidict that comes as source: without this it needs a C compiler.
export MULTIDICT_NO_EXTENSIONS=1
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH

say() { printf '%s\n' "docspot: $*" >&2; }
stop() { say "$*"; exit 1; }

# The first Python 3.11 on the PATH that runs (a shim of pyenv may be there without a Python behind it).
find_python() {
    for name in python3.11 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "Python 3.11 is missing (Rasa runs on no newer one): install it, on Debian or Ubuntu with" \
        "'apt-get install python3.11 python3.11-venv', then run this again."
}

# What an environment was made from: the place it lies at, and some files.
key() { { pwd -P; cat "$@"; } | cksum; }
is_finished() { [ -x "$1/bin/python" ] && [ "$(cat "$1/finished" 2>/dev/null)" = "$2" ]; }

# make_environment FOLDER LOCK: an environment that holds exactly what the lock names, hashes checked.
make_environment() {
    if [ ! -e "$1/finished" ] || ! "$1/bin/python" -c '' 2>/dev/null; then
        rm -rf "$1"
        "$python" -m venv "$1" >&2 || stop "Python's venv module does not work: on Debian or Ubuntu" \
            "'apt-get install python3.11-venv' brings it; then run this again."
    fi
    rm -f "$1/finished"
    [ -x .venv/bin/uv ] ||
        .venv/bin/python -m pip install -q --require-hashes --no-deps -r requirements/bootstrap.lock ||
        stop "uv could not be installed: the lines above say why; is the package registry within reach?"
    # Compiled now, so that every later start is quick, even where Python may not write beside its modules.
    VIRTUAL_ENV="$PWD/$1" .venv/bin/uv pip sync --require-hashes --compile-bytecode \
        --build-constraints requirements/bootstrap.lock "$2" >&2 ||
        stop "the packages of $2 could not be installed: the lines above say why; run this again to go on."
}

make_ours() {
    modules=$(ls -- *.py */__init__.py) # a new one has to be installed
    ours="$(key requirements/dev.lock requirements/bootstrap.lock pyproject.toml) $modules"
    is_finished .venv "$ours" && return
    python=$(find_python)
    say "Docspot's packages, into .venv"
    make_environment .venv requirements/dev.lock
    VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv pip install -q --no-deps --no-build-isolation -e . >&2
    printf '%s\n' "$ours" >.venv/finished
}

make_rasa() {
    rasa=$(key nlu/rasa/rasa.lock requirements/bootstrap.lock)
    is_finished nlu/rasa/.venv "$rasa" && return
    python=.venv/bin/python
    [ "$(uname -sm)" = "Linux x86_64" ] || say "Rasa's packages are only known to install on Linux x86-64; trying"
    say "Rasa's packages, into nlu/rasa/.venv (1.8 GB on disk; a few minutes on a slow line)"
    make_environment nlu/rasa/.venv nlu/rasa/rasa.lock
    printf '%s\n' "$rasa" >nlu/rasa/.venv/finished
}

# `docspot nlu train` trains only when the data changed; not even asking it saves its start.
train() {
    stamp="${DOCSPOT_HOME:-.}/var/nlu/finished"
    data=$(find config.yml nlu/domain.yml nlu/data nlu/rasa/*.py nlu/rasa/reader.safetensors nlu/core/acts.py \
        nlu/training/turns.py nlu/rasa/rasa.lock -type f -exec cksum {} + | sort | cksum)
    [ "$(cat "$stamp" 2>/dev/null)" = "$data" ] && return
    say "the language model (two or three minutes)"
    .venv/bin/docspot nlu train || stop "the language model could not be trained: the lines above say why."
    mkdir -p "$(dirname "$stamp")"
    printf '%s\n' "$data" >"$stamp"
}

make_ours
[ "${1:-all}" = ours ] && exit
make_rasa
train
