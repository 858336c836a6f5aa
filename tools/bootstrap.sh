#!/bin/sh
# Makes .venv: an interpreter, the locked packages, the project itself. Says nothing when there is nothing to do.
# With --uv it also makes sure of uv itself and prints where it is.
set -eu

UV_VERSION=0.13.9

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
tools=$root/.tools
lock=$tools/bootstrap.lock
log=$tools/bootstrap.log
stamp=.venv/.made-from
child=
python=
uv=
cd "$root"

# What a caller's own environment may hold that would send the packages elsewhere, or refuse them.
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV CONDA_PREFIX DJANGO_SETTINGS_MODULE \
  UV_PROJECT_ENVIRONMENT UV_PYTHON UV_SYSTEM_PYTHON UV_REQUIRE_HASHES UV_EXCLUDE_NEWER UV_CONSTRAINT UV_OVERRIDE \
  PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV PIP_REQUIRE_HASHES PIP_CONSTRAINT PIP_NO_DEPS PIP_PYTHON
HOME=${HOME:-$tools/home}
export HOME PIP_DISABLE_PIP_VERSION_CHECK=1 UV_PYTHON_DOWNLOADS=never

# uv does not read pip's settings: a registry or a certificate chosen for pip is meant for uv as well.
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ] && [ -n "${PIP_INDEX_URL:-}" ]; then
  export UV_DEFAULT_INDEX="$PIP_INDEX_URL"
fi
if [ -z "${SSL_CERT_FILE:-}" ] && [ -n "${PIP_CERT:-}" ]; then
  export SSL_CERT_FILE="$PIP_CERT"
fi

say() { printf '%s\n' "$*" >&2; }

give_up() {
  for sentence in "$@"; do say "$sentence"; done
  exit 1
}

# --- nothing to do? -------------------------------------------------------------------------------------------------

fingerprint() {
  # The folder is part of it: scripts in .venv name it, so a copied or moved project needs its own.
  printf '%s\n' "$root" "$(cat requirements.lock pyproject.toml | cksum)" "$1"
}

version_in_venv() { .venv/bin/python -I -S -c 'import sys; print(sys.version.split()[0])' 2>/dev/null; }

is_ready() {
  [ -f "$stamp" ] && version=$(version_in_venv) && [ "$(cat "$stamp")" = "$(fingerprint "$version")" ]
}

# --- one at a time --------------------------------------------------------------------------------------------------

is_alive() { [ -n "$1" ] && kill -0 "$1" 2>/dev/null; }

holder_is_gone() {
  holder=$(cat "$lock/pid" 2>/dev/null || true)
  if [ -z "$holder" ]; then # between mkdir and writing the number, or killed just there: give it a moment
    sleep 2
    holder=$(cat "$lock/pid" 2>/dev/null || true)
  fi
  # A killed bootstrap may leave its uv at work for a few seconds: wait for that one too.
  ! is_alive "$holder" && ! is_alive "$(cat "$lock/child" 2>/dev/null || true)"
}

break_stale_lock() {
  # Only one waiter may break it, and it looks again: otherwise a second one could remove a fresh lock.
  if mkdir "$lock.breaking" 2>/dev/null; then
    if holder_is_gone; then rm -rf "$lock"; fi
    rmdir "$lock.breaking"
  elif [ -n "$(find "$lock.breaking" -prune -mmin +1 2>/dev/null)" ]; then
    rmdir "$lock.breaking" 2>/dev/null || true
  fi
}

take_lock() {
  mkdir -p "$tools"
  waited=0
  until mkdir "$lock" 2>/dev/null; do
    [ "$waited" -eq 0 ] && say "Another bootstrap is at work here: waiting for it."
    [ "$waited" -lt 1800 ] || give_up \
      "Another bootstrap has held this folder for half an hour." \
      "If none is running, remove .tools/bootstrap.lock and start again."
    if holder_is_gone; then break_stale_lock; else sleep 1; fi
    waited=$((waited + 1))
  done
  trap release_lock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  printf '%s\n' "$$" >"$lock/pid"
}

release_lock() {
  if is_alive "$child"; then kill "$child" 2>/dev/null || true; fi
  rm -rf "$lock"
}

patiently() {
  # In the background and waited for, so that a signal is answered at once and the lock knows who is at work.
  "$@" &
  child=$!
  printf '%s\n' "$child" >"$lock/child"
  status=0
  wait "$child" || status=$?
  child=
  return "$status"
}

# --- an interpreter -------------------------------------------------------------------------------------------------

in_every_path_folder() (
  set -f
  IFS=:
  for folder in $PATH; do
    if [ -x "${folder:-.}/$1" ]; then printf '%s\n' "${folder:-.}/$1"; fi
  done
)

candidates() {
  in_every_path_folder "python$1"
  for folder in "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1"* "$HOME/.pyenv/versions/$1"* \
    "$tools/python/cpython-$1"* "$HOME/.local/share/uv/python/cpython-$1"*; do
    printf '%s\n' "$folder/bin/python$1"
  done
  in_every_path_folder python3
  in_every_path_folder python
}

# Running it is the only proof: a pyenv shim exists for versions that are not there and answers 127.
# No sqlite3 means no demo, and a free-threaded build has no wheels.
answer_if_wanted() {
  "$1" -I -c '
import platform, sqlite3, ssl, sys, sysconfig
wanted = sys.argv[1] == "%d.%d" % sys.version_info[:2] and platform.python_implementation() == "CPython"
if not wanted or sysconfig.get_config_var("Py_GIL_DISABLED"):
    sys.exit(1)
print(getattr(sys, "_base_executable", sys.executable))
' "$2" 2>/dev/null
}

find_python() {
  for version in 3.13 3.12; do
    python=$(candidates "$version" | while IFS= read -r candidate; do
      if answer_if_wanted "$candidate" "$version" </dev/null; then break; fi
    done)
    if [ -n "$python" ]; then return 0; fi
  done
  return 1
}

# --- uv -------------------------------------------------------------------------------------------------------------

fetchers() {
  if [ -n "$python" ]; then printf '%s\n' "$python"; fi
  for version in 3.13 3.12 3.14 3.11 3.10 3.9; do candidates "$version"; done
}

fetch_uv_with() {
  "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 9))' 2>/dev/null || return 1
  rm -rf "$tools/uv"
  if "$1" -I -m venv "$tools/uv" >/dev/null 2>&1 &&
    "$tools/uv/bin/python" -I -m pip install --quiet "uv==$UV_VERSION" >"$log" 2>&1; then
    return 0
  fi
  # Debian ships python3 without venv: pip alone is enough.
  rm -rf "$tools/uv"
  "$1" -I -m pip install --quiet --target "$tools/uv" "uv==$UV_VERSION" >"$log" 2>&1
}

uv_answers() { [ "$("$1" --version 2>/dev/null | cut -d' ' -f1)" = uv ]; }

fetch_uv() {
  say "Fetching uv $UV_VERSION into .tools"
  fetchers | awk '!seen[$0]++' | while IFS= read -r fetcher; do
    if fetch_uv_with "$fetcher" </dev/null && uv_answers "$tools/uv/bin/uv"; then break; fi
  done
}

find_uv() {
  uv=$tools/uv/bin/uv
  if [ "$("$uv" --version 2>/dev/null | cut -d' ' -f1-2)" = "uv $UV_VERSION" ]; then return 0; fi
  patiently fetch_uv
  if uv_answers "$uv"; then return 0; fi
  uv=$(command -v uv 2>/dev/null || true) # any uv will do when ours cannot be had
  if [ -n "$uv" ] && uv_answers "$uv"; then return 0; fi
  if [ -s "$log" ]; then tail -n 5 "$log" >&2; fi
  give_up \
    "uv $UV_VERSION could not be fetched: there is no Python 3.9 or later with venv or pip here, or no package registry answers." \
    "Install Python 3.13 with pip (or put uv on the PATH), set PIP_INDEX_URL if your registry is a private one, and run make again."
}

# --- the environment ------------------------------------------------------------------------------------------------

make_sure_of_python() {
  if find_python; then return 0; fi
  find_uv
  say "No CPython 3.13 or 3.12 found: asking uv to fetch one into .tools"
  patiently env UV_PYTHON_DOWNLOADS=manual UV_SYSTEM_CERTS=true "$uv" python install --quiet --no-bin \
    --install-dir "$tools/python" 3.13 || true
  find_python || give_up \
    "There is no working CPython 3.13 or 3.12 on the PATH or in pyenv, and uv could not fetch one." \
    "Install either (for example: pyenv install 3.13) and run make again."
}

start_afresh() {
  make_sure_of_python
  find_uv
  say "Making .venv with $python"
  rm -rf .venv
  patiently "$uv" venv --quiet --no-project --python "$python" .venv ||
    give_up "uv could not make .venv: its reason stands above." "Put that right and run make again."
}

sync_with_uv() {
  exec env UV_SYSTEM_CERTS="$1" "$uv" pip sync --quiet --python .venv/bin/python \
    --require-hashes requirements.lock >>"$log" 2>&1
}

sync_with_pip() {
  exec "$tools/uv/bin/python" -I -m pip --python .venv/bin/python install --quiet \
    --require-hashes --no-deps -r requirements.lock >>"$log" 2>&1
}

install_packages() {
  say "Installing the locked packages"
  : >"$log"
  # The machine's own certificates first, for networks that inspect TLS; then uv's; then pip, which may know
  # a registry from settings that uv does not read.
  if patiently sync_with_uv true || patiently sync_with_uv false || patiently sync_with_pip; then return 0; fi
  grep -v '^WARNING' "$log" | tail -n 15 >&2
  give_up \
    "The locked packages could not be installed: the reason stands above." \
    "If no registry answers, set PIP_INDEX_URL to one this machine can reach and run make again."
}

install_project() {
  say "Installing the project itself"
  patiently "$uv" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable . ||
    give_up "The project itself could not be installed: the reason stands above." "Put that right and run make again."
}

prepare() {
  # A stamp is written last: without one, or with a foreign one, the last run was killed or .venv is not of this folder.
  if [ -f "$stamp" ] && version_in_venv >/dev/null && [ "$(head -n 1 "$stamp")" = "$root" ]; then
    find_uv
    rm -f "$stamp"
  else
    start_afresh
  fi
  install_packages
  install_project
  fingerprint "$(version_in_venv)" >"$stamp"
}

if ! is_ready; then
  take_lock
  if ! is_ready; then prepare; fi
fi
if [ "${1:-}" = --uv ]; then
  [ -d "$lock" ] && [ "$(cat "$lock/pid" 2>/dev/null)" = "$$" ] || take_lock
  find_uv
  printf '%s\n' "$uv"
fi
