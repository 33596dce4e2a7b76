"""Ratios of `pke bench model` to transformers and the reference edit loop, measured in turn.

    pke model random /tmp/llama-768 --shape llama-768
    pke model random /tmp/llama-768-bf16 --shape llama-768 --dtype bf16
    OMP_NUM_THREADS=2 python experiments/bench/side_by_side.py /tmp/llama-768 --bf16 /tmp/llama-768-bf16

Each pass runs the reference, then ours, then ours in bf16, each a process of its own; a ratio is taken within a pass, because a
shared machine is not as fast from one minute to the next. --reference names another command for the reference, such as one
in a chroot."""
import argparse
import os
import re
import shlex
import statistics
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PKE = os.path.join(HERE, "..", "..", "pke")
LINE = re.compile(r"^(\S.*?)\s{2,}([0-9.]+) s\b")
BF16 = "greedy in bf16, reference in f32"


def seconds(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True)
    found = {}
    for line in done.stdout.splitlines():
        match = LINE.match(line)
        if match:
            found[match.group(1)] = float(match.group(2))
    return found


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("folder", help="an f32 model")
    args.add_argument("--bf16", help="the same shape in bf16")
    args.add_argument("--passes", type=int, default=5)
    args.add_argument("--reference", help="default: reference.py by this Python")
    a = args.parse_args()
    reference = shlex.split(a.reference or f"{shlex.quote(sys.executable)} {shlex.quote(HERE)}/reference.py {shlex.quote(a.folder)}")
    ratios, theirs, ours = {}, {}, {}
    for number in range(a.passes):
        there = seconds(reference)
        here = seconds([PKE, "bench", "model", a.folder])
        if a.bf16:
            brain = seconds([PKE, "bench", "model", a.bf16])
            greedy = next(name for name in there if name.startswith("greedy"))
            there[BF16], here[BF16] = there[greedy], brain[greedy]
        for name in there:
            if name in here and not name.startswith("open"):
                ratios.setdefault(name, []).append(there[name] / here[name])
                theirs.setdefault(name, []).append(there[name])
                ours.setdefault(name, []).append(here[name])
        for name in set(there) ^ set(here):
            print(f"only one of the two measured: {name}", file=sys.stderr)
        print(f"pass {number + 1} of {a.passes}", file=sys.stderr, flush=True)
    print(f"{'':44s} {'theirs':>8s} {'ours':>8s}   ratio, median (from - to)")
    for name, found in ratios.items():
        middle = statistics.median
        print(f"{name:44s} {middle(theirs[name]):6.3f} s {middle(ours[name]):6.3f} s   x {middle(found):.2f} ({min(found):.2f} - {max(found):.2f})")


if __name__ == "__main__":
    main()
