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
METHODS = {
    "vanilla": "unedited",
    "suffix-only": "DINM's suffix, no edit",
    "self-reminder": "Self-Reminder, no edit",
    "sft": "SFT, nine instances",
    "dpo": "DPO, nine instances",
    "mend": "MEND, nine instances in one edit",
    "dinm-single": "DINM, each instance apart, with its suffix",
    "pke-single": "PKE, each instance apart, with DINM's suffix",
    "dinm": "DINM, nine instances in one edit, no suffix",
    "pke": "PKE",
    "deep": "PKE, deep",
}
# Plans of endpoints, each a model of its own: run only when asked for by name.
CLOSED = {
    "closed/gpt-4-0613": "gpt-4-0613",
    "closed/claude-3-sonnet": "Claude 3 Sonnet",
}
# Attack success in percent as others published it: never measured here.
PUBLISHED = {
    ("llama-2-7b-chat", "vanilla"): 67,
    ("llama-2-7b-chat", "dinm-single"): 3,
    ("llama-2-7b-chat", "pke"): 2,
    ("llama-3-8b-instruct", "vanilla"): 97.60,
    ("llama-3-8b-instruct", "dinm-single"): 87.60,
    ("llama-3-8b-instruct", "pke"): 8.5,
    ("mistral-7b-instruct-v0.3", "vanilla"): 73.61,
    ("mistral-7b-instruct-v0.3", "dinm-single"): 5,
    ("mistral-7b-instruct-v0.3", "pke"): 4.3,
}
# Defence in percent, mean of the edited prompt and the four generalisations, as DINM's authors published it;
# Mistral's are of a "Mistral-7B", which need not be this one.
DEFENCE = {
    ("llama-2-7b-chat", "vanilla"): 43.70,
    ("llama-2-7b-chat", "suffix-only"): 64.75,
    ("llama-2-7b-chat", "self-reminder"): 65.41,
    ("llama-2-7b-chat", "sft"): 64.08,
    ("llama-2-7b-chat", "dpo"): 73.99,
    ("llama-2-7b-chat", "mend"): 68.55,
    ("llama-2-7b-chat", "dinm-single"): 88.59,
    ("mistral-7b-instruct-v0.3", "vanilla"): 46.10,
    ("mistral-7b-instruct-v0.3", "sft"): 66.53,
    ("mistral-7b-instruct-v0.3", "dpo"): 85.22,
    ("mistral-7b-instruct-v0.3", "mend"): 70.64,
    ("mistral-7b-instruct-v0.3", "dinm-single"): 96.55,
}
DIFFERENCE = """
Published DINM edits each tested instance with a suffix, asks that instance and its generalisations (with the suffix too),
and restores the model. Here no instance that edits is asked: *each instance apart* edits with the suffix and asks 150
others without it, DINM and PKE alike; *in one edit* neither has a suffix. Published SFT and DPO learned from the whole
train split. Mistral's published defence is that of a "Mistral-7B", which need not be Instruct-v0.3."""
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


def runs_of(found, plan):
    """The plan's run, or those of its instances, each edited apart."""
    return [run for name, run in found.items() if name == plan or name.startswith(plan + " ")]


def cell(runs, metric):
    each = [(run.get("after") or run.get("before") or {}).get(metric) for run in runs]
    each = [one for one in each if one and isinstance(one["value"], (int, float))]
    if not each:
        return ""
    mean = sum(one["value"] for one in each) / len(each)
    text = "%.3f" % mean if metric in ("kl", "likeness") else "%.1f %%" % (100 * mean)
    if len(each) > 1:
        return "%s, mean of %d" % (text, len(each))
    if metric in ("kl", "likeness") or not isinstance(each[0]["low"], (int, float)):
        return text
    return text + " [%.1f, %.1f]" % (100 * each[0]["low"], 100 * each[0]["high"])


def theirs(figures, key):
    return "*%.4g %%*" % figures[key] if key in figures else ""


def table(runs):
    found = latest(runs)
    titles = ["model", "method", "ASR, *published by others*", "defence, *published by others*"]
    titles += [title for _, title in COLUMNS]
    rows = ["| " + " | ".join(titles) + " |", "|" + "---|" * len(titles)]
    for model, named in MODELS.items():
        for method, title in METHODS.items():
            runs = runs_of(found, "paper/%s/%s" % (model, method))
            key = (model, method)
            cells = [named, title, theirs(PUBLISHED, key), theirs(DEFENCE, key)]
            cells += [cell(runs, metric) for metric, _ in COLUMNS]
            rows.append("| " + " | ".join(cells) + " |")
    for plan, named in CLOSED.items():
        runs = runs_of(found, "paper/" + plan)
        if runs:
            cells = [named, "as it answers", "", ""] + [cell(runs, metric) for metric, _ in COLUMNS]
            rows.append("| " + " | ".join(cells) + " |")
    rows.append("")
    rows.append("In italics: published by others, never measured here. Empty: not run here.")
    rows.append(DIFFERENCE)
    return "\n".join(rows)


def main(arguments):
    runs = json.load(sys.stdin)
    if arguments[:1] == ["--finished"]:
        return 0 if arguments[1] in latest(runs) else 1
    print(table(runs))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
