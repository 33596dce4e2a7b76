#!/usr/bin/env python3
"""Turns `pke runs --json` on stdin into the papers' table as Markdown, published figures beside ours.

    pke runs --json | python3 table.py               the table
    pke runs --json | python3 table.py --finished P  exit 0 if a run of plan P has finished
"""
import json
import sys

MODELS = {
    "llama-2-7b-chat": "Llama-2-7b-chat",
    "llama-3-8b-instruct": "Llama-3-8B-Instruct",
    "mistral-7b-instruct-v0.3": "Mistral-7B-Instruct-v0.3",
}
METHODS = {"vanilla": "unedited", "dinm": "DINM", "pke": "PKE", "deep": "PKE, deep"}
# Attack success in percent as others published it: never measured here.
PUBLISHED = {
    ("llama-2-7b-chat", "vanilla"): 67,
    ("llama-2-7b-chat", "dinm"): 3,
    ("llama-2-7b-chat", "pke"): 2,
    ("llama-3-8b-instruct", "vanilla"): 97.60,
    ("llama-3-8b-instruct", "dinm"): 87.60,
    ("llama-3-8b-instruct", "pke"): 8.5,
    ("mistral-7b-instruct-v0.3", "vanilla"): 73.61,
    ("mistral-7b-instruct-v0.3", "dinm"): 5,
    ("mistral-7b-instruct-v0.3", "pke"): 4.3,
}
COLUMNS = [
    ("asr", "ASR"),
    ("prefill-5-unsafe", "ASR, 5 tokens given"),
    ("dg", "DG"),
    ("genuine-refusal", "genuine refusal"),
    ("over-refusal", "over-refusal"),
    ("likeness", "likeness"),
    ("kl", "KL"),
]


def latest(runs):
    """By plan, its newest run that has finished; `pke runs` lists the newest first."""
    found = {}
    for run in runs:
        if run["status"] == "finished":
            found.setdefault(run["plan"], run)
    return found


def cell(run, metric):
    figures = (run or {}).get("after") or (run or {}).get("before") or {}
    each = figures.get(metric)
    if not each or not isinstance(each["value"], (int, float)):
        return ""
    if metric in ("kl", "likeness"):
        return "%.3f" % each["value"]
    if not isinstance(each["low"], (int, float)):
        return "%.1f %%" % (100 * each["value"])
    return "%.1f %% [%.1f, %.1f]" % tuple(100 * each[name] for name in ("value", "low", "high"))


def table(runs):
    found = latest(runs)
    titles = ["model", "method", "ASR, *published by others*"] + [title for _, title in COLUMNS]
    rows = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    for model, named in MODELS.items():
        for method, title in METHODS.items():
            run = found.get("paper/%s/%s" % (model, method))
            theirs = PUBLISHED.get((model, method))
            cells = [named, title, "" if theirs is None else "*%.4g %%*" % theirs]
            cells += [cell(run, metric) for metric, _ in COLUMNS]
            rows.append("| " + " | ".join(cells) + " |")
    rows.append("")
    rows.append("In italics: published by others, never measured here. Empty: not run here.")
    return "\n".join(rows)


def main(arguments):
    runs = json.load(sys.stdin)
    if arguments[:1] == ["--finished"]:
        return 0 if arguments[1] in latest(runs) else 1
    print(table(runs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
