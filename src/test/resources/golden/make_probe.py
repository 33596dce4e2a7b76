"""Adds to the case pke-v1 what several probe steps move, with transformers and torch.autograd.

    python make_probe.py OUT     rewrites OUT/pke-v1/inputs.json and expected.safetensors

Needs torch, transformers, safetensors. No public source fixes PKE's formulas: these are the project's
own, written a second time. K steps of plain gradient descent on the mean NLL of the safe answers move
every down_proj; the rate is such that the first step is `rate` times as long as all of them together. A
neuron's weight change is how far its column has gone, in units of that rate; of one step it is the norm
of its gradient. float32, eager attention.
"""
import json
import os
import sys

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import cross_entropy
from transformers import AutoModelForCausalLM

PROBE = {"steps": 3, "rate": 0.02}


def loss(model, instances):
    """The mean over all answer tokens, each text by itself, so that nothing is padded."""
    total, count = 0, 0
    for each in instances:
        x = torch.tensor([each["prompt"] + each["safe"]])
        n = len(each["safe"])
        logits = model(input_ids=x).logits[0, -n - 1:-1]
        total = total + cross_entropy(logits, x[0, -n:], reduction="sum")
        count += n
    return total / count


def main(folder):
    folder = os.path.join(folder, "pke-v1")
    model = AutoModelForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation="eager")
    with open(os.path.join(folder, "inputs.json")) as f:
        text = f.read()
    instances = json.loads(text)["instances"]
    weights = [layer.mlp.down_proj.weight for layer in model.model.layers]
    starts = [w.detach().clone() for w in weights]
    rate = None
    for _ in range(PROBE["steps"]):
        gradients = torch.autograd.grad(loss(model, instances), weights)
        if rate is None:
            length = torch.cat([w.flatten() for w in starts]).norm()
            rate = PROBE["rate"] * length / torch.cat([g.flatten() for g in gradients]).norm()
            one = torch.stack([g.norm(dim=0) for g in gradients])
        with torch.no_grad():
            for w, g in zip(weights, gradients):
                w.sub_(rate * g)
    moved = torch.stack([(w.detach() - s).norm(dim=0) / rate for w, s in zip(weights, starts)])
    file = os.path.join(folder, "expected.safetensors")
    out = load_file(file)
    print("one step against the case's own:", (one - out["weight_change"].view_as(one)).abs().max().item())
    print("three against one:", (moved.norm() / one.norm()).item())
    out["probed_weight_change"] = moved.contiguous()
    save_file(out, file)
    if '"probe"' not in text:
        with open(os.path.join(folder, "inputs.json"), "w") as f:
            f.write(text.replace("{", '{\n "probe": ' + json.dumps(PROBE) + ",", 1))


if __name__ == "__main__":
    main(sys.argv[1])
