"""A world's ablation as a Markdown table: what each part that is left out costs against the whole."""

import csv
import sys


def percent(row, key):
    return 100 * float(row[key]) if row[key] else float("nan")


def main(world, method, *files):
    rows = []
    for file in files:
        with open(file, newline="") as text:
            for row in csv.DictReader(text):
                arm = row["point"].split()[0]
                rows.append(("no-pool" if "pool.records" in row["point"] else arm, row))
    whole = next(row for arm, row in rows if arm == "full")
    print(f"\n| `{world}`, `{method}` | chosen | tune ASR | ASR | over-refusal | kept | KL | norm | costs, points |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|")
    for arm, row in rows:
        asr, kept = percent(row, "asr"), percent(row, "benign-kept")
        lost = max(asr - percent(whole, "asr"), percent(whole, "benign-kept") - kept)
        reached = "" if row["reached"] == "true" else ", not reached"
        cost = "" if arm == "full" else f"**{lost:+.1f}**" if lost >= 10 else f"{lost:+.1f}"
        print(
            f"| {arm.replace('-', ' ', 1)} | {row['setting']}{reached} | {percent(row, 'tuned asr'):.1f} "
            f"| {row['count']} of {row['of']} | {percent(row, 'over-refusal'):.1f} | {kept:.1f} "
            f"| {float(row['kl'] or 'nan'):.3f} | {float(row['norm']):.1f} | {cost} |"
        )


main(*sys.argv[1:])
