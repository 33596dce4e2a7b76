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
    tuned = next(key for key in whole if key.startswith("tuned-"))
    figure = tuned.removeprefix("tuned-")  # asr, or at a depth
    print(f"\n| `{world}`, `{method}` | chosen | tune {figure} | {figure} | genuine refusals | over-refusal | kept | KL | norm | costs, points |")
    print("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for arm, row in rows:
        kept, refused = percent(row, "benign-kept"), percent(row, "genuine-refusal")
        lost = max(
            percent(row, figure) - percent(whole, figure),
            percent(whole, "benign-kept") - kept,
            percent(whole, "genuine-refusal") - refused,
        )
        reached = "" if row["reached"] == "true" else ", not reached"
        cost = "" if arm == "full" else f"**{lost:+.1f}**" if lost >= 10 else f"{lost:+.1f}"
        print(
            f"| {arm.replace('-', ' ', 1)} | {row['setting']}{reached} | {percent(row, tuned):.1f} "
            f"| {row['count']} of {row['of']} | {refused:.1f} | {percent(row, 'over-refusal'):.1f} | {kept:.1f} "
            f"| {float(row['kl'] or 'nan'):.3f} | {float(row['norm']):.1f} | {cost} |"
        )


main(*sys.argv[1:])
