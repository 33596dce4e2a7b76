#!/usr/bin/env python3
"""Writes case.json for a folder held in bf16: the logits that transformers makes of it in f32.

    experiments/smollm2/bf16_case.py FOLDER [CASE]    then: pke check FOLDER

The sequences and the tokens looked at are those of CASE (case.json beside this script). The tolerance is how far transformers'
own bf16 logits are from its f32 logits of the same weights: who rounds elsewhere may not be further from them than that.
No greedy answers: where two tokens are closer than a rounding, either is right."""
import json
import os
import sys

import torch
import transformers
from transformers import AutoModelForCausalLM

folder = sys.argv[1]
case = sys.argv[2] if len(sys.argv) > 2 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "case.json")
with open(case, encoding="utf-8") as file:
    given = json.load(file)


def logits(dtype):
    """Of every sequence, at its last place."""
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, attn_implementation="eager").eval()
    found = []
    with torch.no_grad():
        for each in given["sequences"]:
            found.append(model(torch.tensor([each["input_ids"]]), use_cache=False).logits[0, -1].float())
    return found


narrow, wide = logits(torch.bfloat16), logits(torch.float32)
apart = max((n - w).abs().max().item() for n, w in zip(narrow, wide))
sequences = [
    {
        "input_ids": each["input_ids"],
        "logits": {"tokens": each["logits"]["tokens"], "values": w[each["logits"]["tokens"]].tolist()},
    }
    for each, w in zip(given["sequences"], wide)
]
made = {
    "why": "in bf16, no further from f32 than transformers in bf16",
    "made_by": f"transformers {transformers.__version__}, float32 and bfloat16, eager attention, torch {torch.__version__}",
    "expect": "logits",
    "tolerance": apart,
    "sequences": sequences,
}
with open(os.path.join(folder, "case.json"), "w", encoding="utf-8") as file:
    json.dump(made, file, indent=1)
print(f"{len(sequences)} sequences; transformers' bf16 is up to {apart:.4f} from its f32, of logits up to "
      f"{max(w.abs().max().item() for w in wide):.1f}")
