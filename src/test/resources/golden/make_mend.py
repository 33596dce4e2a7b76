"""Makes the case of MEND, with transformers and torch.autograd.

    python make_mend.py OUT     OUT/mend

Needs torch, transformers, tokenizers, safetensors, peft (by way of make_low_rank). MEND's own code is
no package, so this is written from the paper (Mitchell et al. 2022, arXiv 2110.11309, section 3 and
equation 3) by its own means: hooks catch u and delta of each token, the edited model is
torch.func.functional_call on W - alpha * sum of delta~ u~', and torch.autograd goes through all of it to
the network's parameters, which torch.optim.Adam steps. float32, eager attention.
"""
import json
import os
import sys

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from torch.nn.functional import kl_div

from make_cases import fresh
from make_low_rank import CONSTRAINTS, INSTANCES, answers, batch, down, ids, nll

H = {"steps": 4, "rate": 1e-2, "edit-rate": 1e-3, "edit-rate-rate": 1e-4, "edit-weight": .5, "rank": 5,
     "seed": 1}
BLOCKS = [0, 1]
LESSONS = [("w12 w22 w46 w84", "w75 w83 w6", "w42"), ("w26 w32", "w75 w83 w86 w34", "w72 w9"),
           ("w62 w66 w84", "w75 w8 w33", "w92 w56"), ("w18 w2 w90", "w75 w83", "w29 w30 w31")]
ORDER = [[0, 1, 2, 3], [2, 0, 3, 1], [3, 1, 0, 2], [1, 2, 3, 0]]


def factors(model, pairs):
    """u and delta of each token that has both, of each block."""
    got = {}
    hooks = []
    for l in BLOCKS:
        layer = model.model.layers[l].mlp.down_proj

        def seen(m, i, o, l=l):
            got[l] = [i[0].detach(), None]
            o.register_hook(lambda g: got[l].__setitem__(1, g.detach()))
        hooks.append(layer.register_forward_hook(seen))
    nll(model, batch(pairs)).backward()
    model.zero_grad()
    for hook in hooks:
        hook.remove()
    out = {}
    for l, (u, d) in got.items():
        u, d = u.flatten(0, 1), d.flatten(0, 1)
        both = (u != 0).any(1) & (d != 0).any(1)
        out[l] = torch.cat([u[both], d[both]], -1)
    return out


def relu(x):
    return x.clamp(min=0)  # its slope at 0 is 1


def change(net, l, raw, width):
    mean, deviation = net[f"moments-{l}"]
    z = (raw - mean) / deviation
    s1, o1, s2, o2 = net[f"own-{l}"]
    h = z + relu(s1 * (z @ net["v1"].T @ net["u1"].T + net["b"]) + o1)
    g = h + relu(s2 * (h @ net["v2"].T @ net["u2"].T) + o2)
    return -net[f"step-{l}"] * g[:, width:].T @ g[:, :width]


def main(folder):
    folder = os.path.join(folder, "mend")
    model = fresh("llama")
    model.save_pretrained(folder)
    os.remove(os.path.join(folder, "generation_config.json"))
    words = Tokenizer(models.WordLevel({f"w{i}": i for i in range(128)}, unk_token="w0"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    words.save(os.path.join(folder, "tokenizer.json"))
    width = model.get_parameter(down(0)).shape[1]
    wide = width + model.get_parameter(down(0)).shape[0]
    pairs = [(p, s) for p, s, _ in LESSONS]
    g = torch.Generator().manual_seed(5)
    net = {"v1": torch.randn(H["rank"], wide, generator=g) * .1,
           "u1": torch.randn(wide, H["rank"], generator=g) * .1,
           "b": torch.randn(1, wide, generator=g) * .1,
           "v2": torch.randn(H["rank"], wide, generator=g) * .1,
           "u2": torch.randn(wide, H["rank"], generator=g) * .1}
    groups = [factors(model, pairs[:2]), factors(model, pairs[2:])]
    for l in BLOCKS:
        z = torch.cat([each[l] for each in groups]).double()
        net[f"own-{l}"] = torch.randn(4, wide, generator=g) * .1 + torch.tensor([[1.], [0], [1], [0]])
        net[f"step-{l}"] = torch.full((1, 1), H["edit-rate"])
        net[f"moments-{l}"] = torch.stack([z.mean(0), z.std(0, correction=0) + 1e-12]).float()
    out = {"start." + k: v.clone() for k, v in net.items()}
    rates = [net[f"step-{l}"].requires_grad_() for l in BLOCKS]
    layers = [v.requires_grad_() for k, v in net.items() if not k.startswith(("step", "moments"))]
    adam = torch.optim.Adam([dict(params=layers, lr=H["rate"]),
                             dict(params=rates, lr=H["edit-rate-rate"])])
    weights = {l: model.get_parameter(down(l)).detach() for l in BLOCKS}
    work = batch(CONSTRAINTS)
    before = answers(model, work).detach()
    losses = []
    for step in range(H["steps"]):
        order = [pairs[i] for i in ORDER[step]]
        raw = factors(model, order[:2])
        now = {down(l): weights[l] + change(net, l, raw[l], width) for l in BLOCKS}
        edit = nll(model, batch(order), now)
        kl = kl_div(answers(model, work, now), before, log_target=True, reduction="batchmean")
        loss = H["edit-weight"] * edit + kl
        losses += [edit.item(), kl.item(), loss.item()]
        adam.zero_grad()
        loss.backward()
        adam.step()
    raw = factors(model, [(p, s) for p, s, _ in INSTANCES])
    for l in BLOCKS:
        out["delta." + down(l)] = change(net, l, raw[l], width).detach().contiguous()
    out |= {"learned." + k: v.detach().clone() for k, v in net.items()}

    def told(some):
        return [dict(prompt=p, safe=s, unsafe=u) for p, s, u in some]
    with open(os.path.join(folder, "inputs.json"), "w") as f:
        json.dump(dict(mend=H, blocks=BLOCKS, instances=told(INSTANCES), lessons=told(LESSONS),
                       order=ORDER, constraints=[dict(prompt=p, answer=a) for p, a in CONSTRAINTS]),
                  f, indent=1)
    with open(os.path.join(folder, "expected.json"), "w") as f:
        json.dump(dict(losses_before_each_step=losses), f, indent=1)
    save_file(out, os.path.join(folder, "expected.safetensors"))


if __name__ == "__main__":
    main(sys.argv[1])
