#!/bin/sh
# A full disk and a read-only one, for real: small RAM disks on which `pke run` must end with one line
# and exit code 2, after which there is room again and `pke verify` must pass. Needs root for mount.
#     experiments/bench/full-disk.sh [PLAN]
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
plan=${1:-$here/experiments/plain/pke-1.yaml}
disk=$(mktemp -d)
out=$(mktemp)
failed=0
trap 'umount "$disk" 2>/dev/null; rmdir "$disk"; rm -f "$out"' EXIT

# The verb's exit code must be $1 and what it says on stderr $2 lines.
expect() {
  code=$1 lines=$2
  shift 2
  "${PKE:-$here/pke}" "$@" 2>"$out" >/dev/null
  got=$?
  said=$(wc -l <"$out")
  if [ $got -eq "$code" ] && [ "$said" -eq "$lines" ]; then verdict=ok; else verdict=WRONG failed=1; fi
  echo "$verdict  exit $got  pke $*"
  head -n 3 "$out"
}

for size in 48k 100k 400k 1500k; do
  echo "-- a disk of $size"
  mount -t tmpfs -o "size=$size" tmpfs "$disk" || exit 2
  expect 2 1 run "$plan" --home "$disk/home"
  mount -o remount,size=64m "$disk"
  case $size in
    48k) expect 2 1 verify --home "$disk/home" ;; # there was no room for a log
    *) expect 0 0 verify --home "$disk/home" ;;
  esac
  if [ "$size" = 1500k ]; then
    echo "-- the same disk, read-only"
    mount -o remount,ro "$disk"
    expect 2 1 run "$plan" --home "$disk/home"
    expect 0 0 verify --home "$disk/home"
    expect 0 0 runs --home "$disk/home"
    echo "-- and with room"
    mount -o remount,rw "$disk"
    expect 0 0 run "$plan" --home "$disk/home"
    expect 0 0 verify --home "$disk/home"
  fi
  umount "$disk"
done
exit $failed
