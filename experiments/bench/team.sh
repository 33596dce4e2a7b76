#!/usr/bin/env bash
# A team in small: a sweep of 24 cells by four workers on one PostgreSQL, each cell started as an array job would
# start it; one worker is killed with -9 in the middle of a cell and started again. Then the record is verified, copied
# into a folder and from there into another database, and has one root in all three; verify.py reads the folder.
# Says loudly where there is no PostgreSQL, and then checks nothing (PKE_POSTGRES=required: fails).
#   experiments/bench/team.sh      (PKE_POSTGRES_BIN names the server's programs)
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
pke="${PKE:-$root/pke}"
bin="${PKE_POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)}"
if [ ! -x "$bin/initdb" ]; then
  echo "=============================================================================="
  echo "NO TEAM WAS TRIED: no PostgreSQL is installed."
  echo "=============================================================================="
  [ "${PKE_POSTGRES:-}" != required ] || exit 1
  exit 0
fi
began=$(date +%s)
work="$(mktemp -d)"
server() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --clear-groups -- "$@"; else "$@"; fi; }
end() {
  server "$bin/pg_ctl" stop -D "$work/pg/data" -m immediate >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap end EXIT
chmod 755 "$work"; mkdir "$work/pg"
[ "$(id -u)" != 0 ] || chown nobody "$work/pg"
port=$((20000 + RANDOM % 20000))
cd "$work/pg"
server "$bin/initdb" -D "$work/pg/data" -U postgres -A trust -E UTF8 --locale=C >/dev/null
server "$bin/pg_ctl" start -w -D "$work/pg/data" -l "$work/pg/log" \
  -o "-p $port -c listen_addresses=127.0.0.1 -k $work/pg" >/dev/null
cd "$work"
at="postgres://postgres@127.0.0.1:$port"
sed -e 's/records: 0 .*/records: 4/' -e 's/prefill: .*/prefill: none/' -e 's/affirmative: .*/affirmative: none/' \
  -e 's/threads: 2/threads: 1/' -e "s#\.\./specimen#$root/experiments/specimen#" \
  "$root/experiments/plain/pke-6.yaml" > "$work/plan.yaml"
export OMP_NUM_THREADS=1 PKE_HOME="$work/home" PKE_STORE="$at/postgres"
sweep=("$pke" sweep "$work/plan.yaml" --vary draw=1..4 --vary edit.editor.alpha=0.1,0.2,0.3,0.4,0.5,0.6)

worker() {
  for cell in $(seq "$1" 4 23); do SLURM_ARRAY_TASK_ID=$cell "${sweep[@]}" > "$work/cell-$cell" 2>&1; done
}

# the fourth worker dies in its first cell, and its scheduler starts it again
SLURM_ARRAY_TASK_ID=3 setsid "${sweep[@]}" > "$work/killed" 2>&1 &
victim=$!
until grep -qi "evaluate-before" "$work/killed" || ! kill -0 $victim 2>/dev/null; do sleep 0.1; done
kill -9 -- -$victim
wait $victim 2>/dev/null || true
echo "killed in the middle of cell 3: $(tail -1 "$work/killed")"
workers=()
for number in 0 1 2 3; do worker $number & workers+=($!); done
for each in "${workers[@]}"; do wait "$each" || { cat "$work"/cell-*; exit 1; }; done
done=$("${sweep[@]}" --list --json | python3 -c '
import json, sys
cells = json.load(sys.stdin)
print(len(cells), sum(cell["state"] == "done" for cell in cells))')
[ "$done" = "24 24" ] || { echo "cells and those finished: $done"; exit 1; }
resumed=$("$pke" runs --json | python3 -c '
import json, sys
runs = json.load(sys.stdin)
print(len(runs), sum(run["resumed"] for run in runs))')
[ "${resumed% *}" = 24 ] || { echo "runs and resumptions: $resumed"; exit 1; }
tree() { "$pke" verify "$@" | tee "$work/verified" | grep '^tree'; tail -1 "$work/verified" | grep -q '^PASS$'; }
there=$(tree)
env -u PKE_STORE "$pke" copy --home "$work/home" --store "$at/postgres" --to "$work/copy" > /dev/null
copied=$(env -u PKE_STORE "$pke" verify --home "$work/copy" | grep '^tree')
back=$(env -u PKE_STORE "$pke" copy --home "$work/copy" --to "$at/template1" > /dev/null \
  && PKE_STORE="$at/template1" PKE_HOME="$work/copy" "$pke" verify | grep '^tree')
python3 "$root/schema/verify.py" "$work/copy" | tail -1 | grep -q '^PASS$'
[ "$there" = "$copied" ] && [ "$there" = "$back" ] || { printf '%s\n' "$there" "$copied" "$back"; exit 1; }
echo "24 cells by four workers, one killed, ${resumed#* } resumed: $there, the same in a folder and back"
echo "the team took $(($(date +%s) - began)) s"
