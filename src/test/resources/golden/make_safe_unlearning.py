"""Makes the case of Safe Unlearning, with transformers and plain torch in float64.

    python make_safe_unlearning.py OUT     OUT/safe-unlearning

Needs torch, transformers, tokenizers, safetensors. The model is that of make_cases.py. The authors' code
is no package, so the loss is written here from the paper (Zhang et al. 2024, arXiv 2407.02855): the unsafe
answers less likely than before by a log-sigmoid, the safe ones' and the ordinary ones' negative
log-likelihood, one weight each; every MLP goes down it by torch.optim.Adam. Eager attention.
"""
import json
import os
import sys

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from torch.nn.functional import log_softmax, logsigmoid

from make_cases import fresh

EOS = 2
H = {"rate": 3e-3, "steps": 6, "optimiser": "adam", "weight-decay": 0, "beta": .2, "unlearn": .7,
     "refuse": 1.3, "retain": .6}
INSTANCES = [("w13 w23 w47 w85", "w75 w83 w7", "w43 w93 w57 w35"),
             ("w27 w33 w53", "w75 w83 w87 w35", "w43 w73")]
CONSTRAINTS = [("w63 w67 w85 w17", "w63 w23 w97"), ("w85 w87", "w3 w33 w77 w35"), ("w7 w93", "w77")]
NAMES = ["gate_proj", "up_proj", "down_proj"]


def ids(text):
    return [int(w[1:]) for w in text.split()]


def logs(model, prompt, answer):
    """log p of each token of an answer and of its end, one text at a time."""
    p, a = ids(prompt), ids(answer) + [EOS]
    logits = model(input_ids=torch.tensor([p + a])).logits[0]
    return log_softmax(logits[len(p) - 1:-1], -1)[range(len(a)), a]


def loss(model, before):
    now = torch.stack([logs(model, p, u).sum() for p, _, u in INSTANCES])
    unlearn = -logsigmoid(-H["beta"] * (now - before)).mean()
    safe = -torch.cat([logs(model, p, s) for p, s, _ in INSTANCES]).mean()
    work = -torch.cat([logs(model, p, a) for p, a in CONSTRAINTS]).mean()
    return H["unlearn"] * unlearn + H["refuse"] * safe + H["retain"] * work


def main(folder):
    folder = os.path.join(folder, "safe-unlearning")
    model = fresh("llama")
    model.save_pretrained(folder)
    os.remove(os.path.join(folder, "generation_config.json"))
    words = Tokenizer(models.WordLevel({f"w{i}": i for i in range(128)}, unk_token="w0"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    words.save(os.path.join(folder, "tokenizer.json"))
    model = model.double()
    moves = {n: p for n, p in model.named_parameters() if any(each in n for each in NAMES)}
    start = {n: p.detach().clone() for n, p in moves.items()}
    adam = torch.optim.Adam(moves.values(), lr=H["rate"])
    with torch.no_grad():
        before = torch.stack([logs(model, p, u).sum() for p, _, u in INSTANCES])
    losses = []
    for _ in range(H["steps"]):
        each = loss(model, before)
        losses.append(each.item())
        adam.zero_grad()
        each.backward()
        adam.step()
    out = {f"safe-unlearning.delta.{n}": (p.detach() - start[n]).float() for n, p in moves.items()}
    values = {
        "inputs.json": dict(
            editors={"safe-unlearning": H}, blocks={"safe-unlearning": [0]},
            instances=[dict(prompt=p, safe=s, unsafe=u) for p, s, u in INSTANCES],
            constraints=[dict(prompt=p, answer=a) for p, a in CONSTRAINTS]),
        "expected.json": dict(losses_before_each_step={"safe-unlearning": losses})}
    for name, value in values.items():
        with open(os.path.join(folder, name), "w") as f:
            json.dump(value, f, indent=1)
    save_file(out, os.path.join(folder, "expected.safetensors"))


if __name__ == "__main__":
    main(sys.argv[1])
