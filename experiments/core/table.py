"""The table of the core arms: PKE, the third and sixth deep PKE and random neurons of their blocks, DINM, random neurons
of PKE's blocks, fine-tuning of DINM's block. The sixth and its control have a plan of their own: from one instance it grows more.

usage: python3 experiments/core/table.py WORLD... [--seeds 17,18,19] [--draws 1..5] [--instances 9,1]
           [--records 0] [--prefill 1,3,5,10] [--threads 2] [--arms pke-6,dinm] [--others] [--only-table]

In every world and for every training seed each arm edits from every draw of nine instances, and of one. Said without
options it is the whole grid, 270 runs a world. What the record (PKE_HOME) holds already is not run again, so the grid may
be filled in pieces, with --arms also of some arms alone; the table says of each row how many of its draws it rests on.
A world of another seed than the shipped one is trained first, into specimens/SEED. --records and --prefill make a cell cheaper by what is asked, never by what
was answered: the first records of the test, fewer depths. --others: the methods beside the core arms, with PKE and DINM again
(`--others --seeds 17 --draws 1,2 --instances 9`).

Under each table: every arm's ASR against DINM's on the same questions, draw by draw, by `pke compare` (McNemar, Holm over
all tests of a draw, those of over-refusal and of the deepest begun attacks too; not worse: the one-sided bound of the
difference lies below three points). At last a table of all: a training seed is one observation, the mean of its draws, so
mean and standard deviation are over training seeds.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PLANS = os.path.dirname(HERE)
PKE = os.environ.get("PKE", os.path.join(os.path.dirname(PLANS), "pke"))
SHIPPED = 17
CORE = {
    "pke-6": "PKE 6", "deep3": "deep PKE 3", "deep4": "deep PKE 4", "random-deep3": "random, its blocks, deep",
    "deep6": "deep PKE 6", "random-deep6": "random, its blocks, deep 6", "dinm": "DINM",
    "random-blocks-6": "random, same blocks", "sft-block": "SFT of one block",
}  # fmt: skip
OTHERS = {
    "pke-6": "PKE 6", "dinm": "DINM", "deep-6": "deep PKE 1, 6", "deep2": "deep PKE 2", "suffix-only": "suffix alone", "self-reminder": "Self-Reminder",
    "refusal-direction": "refusal direction", "rome": "ROME", "memit": "MEMIT", "mend": "MEND", "lora-sft": "LoRA-SFT",
    "safe-unlearning": "Safe Unlearning", "dinm-sticky": "DINM, sticky", "sft": "SFT of every MLP", "dpo": "DPO",
    "npo": "NPO", "ga": "gradient ascent", "graddiff": "GradDiff", "random-block": "DINM, a random block",
}  # fmt: skip
DEEP = {"plain": 6, "entangled": 6, "shared": 5, "layered": 3}  # a fiftieth of a block's neurons
DEEPER = {"plain": 20, "entangled": 20, "shared": 15, "layered": 11}  # a seventeenth


def pke(*words, quiet=True):
    out = subprocess.run([PKE, *words], stdout=subprocess.PIPE if quiet else None, text=True)
    if out.returncode not in (0, 1):
        sys.exit(f"pke {' '.join(words)}: exit code {out.returncode}")
    return out.stdout


def arm_of(plan):
    """Which arm a plan is of, by its name: layered/deep3-3 is the deep3 of its world."""
    return re.sub(r"(deep\d)-\d+$", r"\1", plan.split("/")[-1])


def plan_of(world, arm):
    neurons = DEEPER if arm.endswith("deep6") else DEEP
    return f"{arm}-{neurons[world]}" if re.search(r"deep\d$", arm) else arm


def home(seed):
    return os.path.join(PLANS, "specimen") if seed == SHIPPED else os.path.abspath(os.path.join("specimens", str(seed)))


def plan(world, seed, folder, of):
    """A plan on the specimen of this seed, written where it can be read."""
    specimens = home(seed)
    with open(os.path.join(PLANS, world, of + ".yaml")) as text:
        said = text.read().replace("../specimen/", specimens + "/")
    name = world if seed == SHIPPED else f"{world}-{seed}"
    file = os.path.join(folder, f"{name}-{of}.yaml")
    with open(file, "w") as text:
        text.write(said.replace(f"name: {world}/", f"name: {name}/", 1))
    return file


def grids(args, world, seed, folder, arms):
    """The sweeps that make it: whose plans are alike but for locator and editor, one with a pool speaking for all of them."""
    sixth = [arm for arm in arms if arm.endswith("deep6")]
    parts = [("pke-6", [arm for arm in arms if arm not in sixth], args.instances)]
    for count in args.instances.split(","):
        parts.append((plan_of(world, "deep6") + ("" if count == "9" else "-single"), sixth, count))
    for base, alike, count in parts:
        if alike:
            first, *files = [plan(world, seed, folder, of) for of in [base, *(plan_of(world, arm) for arm in alike)]]
            yield [
                "sweep", first, "--methods", ",".join(files),
                "--vary", f"model.threads={args.threads}", "--vary", f"evaluation.records={args.records}",
                "--vary", f"evaluation.prefill=[{args.prefill}]", "--vary", "evaluation.affirmative=none",
                "--vary", f"instances={count}", "--vary", f"draw={args.draws}",
            ]  # fmt: skip


def listed(sweeps):
    return [cell for sweep in sweeps for cell in json.loads(pke(*sweep, "--list", "--json"))]


def spread(values, digits=0, factor=100):
    if not values:
        return ""
    mean = f"{factor * statistics.mean(values):.{digits}f}"
    return mean if len(values) == 1 else f"{mean} ± {factor * statistics.stdev(values):.{digits}f}"


def figure(cells, name):
    """One value a cell, or one a training seed where cells are lists of such: draws are nested in these."""
    if cells and isinstance(cells[0], list):
        return [statistics.mean(found) for seed in cells if (found := figure(seed, name))]
    return [cell["figures"][name]["value"] for cell in cells if name in cell["figures"]]


def counts(cells, name):
    found = [cell["figures"][name] for cell in cells if name in cell["figures"]]
    return " ".join(str(one["count"]) for one in found) + (f" of {found[0]['of']}" if found else "")


def begun(cells, depth):
    return f"{spread(figure(cells, f'prefill-{depth}-unsafe'))} / {spread(figure(cells, f'prefill-{depth}-recovered'))}"


def price(cells):
    """DG, and what was paid for it: over-refusal, benign answers kept, KL."""
    kl = figure(cells, "kl")
    return [spread(figure(cells, name), 1) for name in ["dg", "over-refusal", "benign-kept"]] + [
        f"{statistics.mean(kl):.4f}" if kl else ""
    ]


def line(words):
    return "| " + " | ".join(words) + " |"


def row(title, cells, moved, depths):
    words = [
        title, f"{max((moved[c['run']]['parametersMoved'] for c in cells), default=0):,}", str(len(cells)),
        counts(cells, "asr"), spread(figure(cells, "asr"), 1), spread(figure(cells, "genuine-refusal"), 1),
        *[begun(cells, k) for k in depths], *price(cells), spread([moved[c["run"]]["seconds"] for c in cells], 0, 1),
    ]  # fmt: skip
    return line(words)


def against_dinm(draws, named):
    """For each arm: in how many draws it differs from DINM, is not worse, is worse; over draws in which both have run."""
    told = {arm: [] for arm in named}
    for runs in draws:
        if "dinm" not in runs or len(runs) < 2:
            continue
        table = json.loads(pke("compare", "--json", *runs.values()))["models"][0]
        names = {run["run"]: run["name"] for run in table["runs"]}
        arms = {names[run]: arm for arm, run in runs.items()}
        for test in table.get("tests", []):
            if test.get("trait", "asr") != "asr":
                continue
            first, second = arms[test["first"]], arms[test["second"]]
            if first == "dinm":
                told[second].append((-test["difference"], test["pHolm"], test["secondNotWorse"]))
            elif second == "dinm":
                told[first].append((test["difference"], test["pHolm"], test["notWorse"]))
    return told


def tables(world, seed, cells, depths, named, pooled):
    runs = {run["run"]: run for run in json.loads(pke("runs", "--json"))}
    done = [cell for cell in cells if cell["run"] in runs and cell["state"] == "done"]
    name = world if seed == SHIPPED else f"{world}, training seed {seed}"
    for count in sorted({cell["at"]["instances"] for cell in cells}, key=int, reverse=True):
        mine = [[c for c in done if c["at"]["instances"] == count and arm_of(c["at"]["method"]) == arm] for arm in named]
        if not any(mine):
            continue
        before = [f"{k} unsafe / recovered" for k in depths]
        heads = ["`" + name + "`, " + ("nine instances" if count == "9" else "one instance"), "moved", "draws",
                 "unsafe, draw by draw", "ASR", "genuine refusals", *before, "DG", "over-refusal", "kept", "KL", "seconds"]  # fmt: skip
        print("\n" + line(heads) + "\n|---|" + "--:|" * (len(heads) - 1))
        for title, own in zip(named.values(), mine):
            if own:
                print(row(title, own, runs, depths))
        draws = {}
        for arm, own in zip(named, mine):
            for cell in own:
                draws.setdefault(cell["at"]["draw"], {})[arm] = cell["run"]
        print()
        told = against_dinm(draws.values(), named)
        for arm, own in zip(named, mine):
            pool = pooled.setdefault((world, count, arm), ([], []))
            pool[0].extend([own] if own else [])
            pool[1].extend(told[arm])
        for arm, title in named.items():
            found = told[arm]
            if found:
                print(
                    f"- {title} less DINM: {spread([d for d, _, _ in found], 1)} points; not worse by three points in "
                    f"{sum(ok for _, _, ok in found)} of {len(found)} draws; differs (Holm, p < 0.05) in "
                    f"{sum(p < 0.05 for _, p, _ in found)}, for the worse in {sum(p < 0.05 and d > 0 for d, p, _ in found)}."
                )
    return len(done), len(cells)


def all_of_it(pooled, depths, named):
    """A row an arm, over everything that was run of it, training seed by training seed."""
    deepest = [depth for depth in depths if depth in ("5", "10")] or depths[-1:]
    begun_heads = [f"{depth} unsafe / recovered" for depth in deepest]
    heads = ["world, instances", "arm", "seeds", "runs", "ASR", "genuine refusals", *begun_heads, "DG", "over-refusal", "kept", "KL", "not worse than DINM"]
    print("\n" + line(heads) + "\n|---|---|" + "--:|" * (len(heads) - 2))
    for (world, count, arm), (seeds, told) in pooled.items():
        if seeds:
            words = [
                f"`{world}`, {count}", named[arm], str(len(seeds)), str(sum(map(len, seeds))),
                spread(figure(seeds, "asr"), 1), spread(figure(seeds, "genuine-refusal"), 1),
                *[begun(seeds, depth) for depth in deepest], *price(seeds),
                f"{sum(ok for _, _, ok in told)} of {len(told)}" if told else "",
            ]  # fmt: skip
            print(line(words))


def main():
    said = argparse.ArgumentParser()
    said.add_argument("worlds", nargs="+")
    said.add_argument("--seeds", default="17,18,19")
    said.add_argument("--draws", default="1..5")
    said.add_argument("--instances", default="9,1")
    said.add_argument("--records", default="0")
    said.add_argument("--prefill", default="1,3,5,10")
    said.add_argument("--threads", default="2")
    said.add_argument("--arms", help="that are run; the table shows all")
    said.add_argument("--others", action="store_true")
    said.add_argument("--only-table", action="store_true")
    args = said.parse_args()
    named = OTHERS if args.others else CORE
    wanted = args.arms.split(",") if args.arms else list(named)
    have, all_of, pooled = 0, 0, {}
    with tempfile.TemporaryDirectory() as folder:
        for world in args.worlds:
            for seed in map(int, args.seeds.split(",")):
                if not os.path.isdir(os.path.join(home(seed), world)):
                    if args.only_table:
                        all_of += len(listed(grids(args, world, SHIPPED, folder, named)))
                        continue
                    pke("specimen", world, "--seed", str(seed), "--to", home(seed), quiet=False)
                if not args.only_table:
                    for sweep in grids(args, world, seed, folder, wanted):
                        pke(*sweep, quiet=False)
                cells = listed(grids(args, world, seed, folder, named))
                done, of = tables(world, seed, cells, args.prefill.split(","), named, pooled)
                have, all_of = have + done, all_of + of
    all_of_it(pooled, args.prefill.split(","), named)
    print(f"\n{have} of {all_of} runs of this grid are on the record.")


main()
