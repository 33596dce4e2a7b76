"""Makes the case of editors whose change is of low rank, with transformers and peft themselves.

    python make_low_rank.py OUT     OUT/low-rank

Needs torch, transformers, tokenizers, safetensors, peft. The model is that of make_cases.py. LoRA-SFT
is peft's own adapter under torch.optim.AdamW, merged by peft. ROME, MEMIT and the refusal direction
have no public code of this form: their keys and states are read by hooks on transformers' modules,
their directions solved by torch.linalg in float64, their values stepped by torch.optim.Adam through
torch.func.functional_call. float32, eager attention.
"""
import json
import os
import sys

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, pre_tokenizers
from torch.func import functional_call
from torch.nn.functional import cross_entropy, kl_div, log_softmax

from make_cases import fresh

EOS = 2
RIDGE = 1e-3
STEPS = 5
INSTANCES = [("w11 w21 w45 w83", "w75 w83 w5", "w41 w91 w55 w33"),
             ("w25 w31 w51", "w75 w83 w85 w33", "w41 w71")]
CONSTRAINTS = [("w61 w65 w83 w15", "w61 w21 w95"), ("w83 w85", "w1 w31 w75 w33"),
               ("w5 w91 w91 w5 w33", "w75")]
NAMES = ["gate_proj", "up_proj", "down_proj"]


def ids(text):
    return [int(w[1:]) for w in text.split()]


def batch(pairs):
    """Right-padded ids, labels and the flat places that predict an answer's token."""
    rows = [(ids(p), ids(a) + [EOS]) for p, a in pairs]
    width = max(len(p) + len(a) for p, a in rows)
    x = torch.zeros(len(rows), width, dtype=torch.long)
    mask = torch.zeros(len(rows), width, dtype=torch.long)
    labels = torch.full((len(rows), width), -100)
    for i, (p, a) in enumerate(rows):
        x[i, :len(p) + len(a)] = torch.tensor(p + a)
        mask[i, :len(p) + len(a)] = 1
        labels[i, len(p):len(p) + len(a)] = torch.tensor(a)
    return x, mask, labels


def nll(model, b, weights=None):
    x, mask, labels = b
    kw = dict(input_ids=x, attention_mask=mask)
    logits = (functional_call(model, weights, (), kw) if weights else model(**kw)).logits
    return cross_entropy(logits[:, :-1].flatten(0, 1), labels[:, 1:].flatten())


def answers(model, b, weights=None):
    x, mask, labels = b
    kw = dict(input_ids=x, attention_mask=mask)
    logits = (functional_call(model, weights, (), kw) if weights else model(**kw)).logits
    return log_softmax(logits[:, :-1][labels[:, 1:] != -100], -1)


def seen(model, block, b):
    """What a block's down_proj reads and the stream after the block, (batch, seq, .)."""
    got = {}
    layer = model.model.layers[block]
    hooks = [layer.mlp.down_proj.register_forward_hook(lambda m, i, o: got.update(a=i[0].detach())),
             layer.register_forward_hook(
                 lambda m, i, o: got.update(h=(o[0] if isinstance(o, tuple) else o).detach()))]
    with torch.no_grad():
        model(input_ids=b[0], attention_mask=b[1])
    for hook in hooks:
        hook.remove()
    return got["a"], got["h"]


def ridged(m, share):
    return m + torch.eye(len(m), dtype=m.dtype) * m.diagonal().mean() * share


def directions(model, block, pairs, slack, mean=False):
    k = keys(model, block, pairs)
    k = (k.mean(0, keepdim=True) if mean else k).double()
    work = batch(CONSTRAINTS)
    a = seen(model, block, work)[0][work[1] == 1].double()
    x = torch.linalg.solve(ridged(a.T @ a / len(a), RIDGE), k.T)
    return torch.linalg.solve(ridged(k @ x, slack), x.T).float()


def keys(model, block, pairs):
    b = batch(pairs)
    a = seen(model, block, b)[0]
    return torch.stack([a[i, len(ids(p)) - 1] for i, (p, _) in enumerate(pairs)])


def down(block):
    return f"model.layers.{block}.mlp.down_proj.weight"


def closed(model, blocks, h, out, run):
    safe = [(p, s) for p, s, _ in INSTANCES]
    w = {l: model.get_parameter(down(l)).detach() for l in blocks}
    u = {l: directions(model, l, safe, h["slack"]) for l in blocks}
    written = sum(w[l] @ keys(model, l, safe).T for l in blocks)
    values = torch.zeros(w[blocks[0]].shape[0], len(safe), requires_grad=True)
    adam = torch.optim.Adam([values], lr=h["rate"])
    b, work = batch(safe), batch(CONSTRAINTS)
    before = answers(model, work).detach()
    losses = []
    for _ in range(h["steps"]):
        now = {down(l): w[l] + values @ u[l] / len(blocks) for l in blocks}
        safe_loss = nll(model, b, now)
        kl = kl_div(answers(model, work, now), before, log_target=True, reduction="batchmean")
        loss = safe_loss + h["kl"] * kl
        losses.append(loss.item())
        adam.zero_grad()
        loss.backward()
        adam.step()
        with torch.no_grad():
            most = written.norm(dim=0, keepdim=True) * h["clamp"]
            values.mul_((most / values.norm(dim=0, keepdim=True)).clamp(max=1))
    for l in blocks:
        out[f"{run}.delta.{down(l)}"] = (values.detach() @ u[l] / len(blocks)).contiguous()
    return losses


def refusal(model, block, h, out):
    def states(which):
        b = batch([(i[0], i[which]) for i in INSTANCES])
        return seen(model, block, b)[1][b[2] != -100]
    safe, unsafe = states(1), states(2)
    way = safe.mean(0) - unsafe.mean(0)
    value = way / way.norm() * safe.norm(dim=1).mean() * h["strength"]
    pairs = [(p, s) for p, s, _ in INSTANCES]
    u = directions(model, block, pairs, 0, mean=True)[0]
    if h["conditioned"] == "off":
        k = keys(model, block, pairs).mean(0)
        u = k / (k @ k)
    out[f"refusal-direction.delta.{down(block)}"] = torch.outer(value, u).contiguous()


def lora(model, h, out):
    before = {k: v.clone() for k, v in model.state_dict().items()}
    tuned = get_peft_model(model, LoraConfig(
        r=h["rank"], lora_alpha=h["alpha"], lora_dropout=0, target_modules=NAMES))
    g = torch.Generator().manual_seed(11)
    for name, p in tuned.named_parameters():
        if "lora_A" in name:
            with torch.no_grad():
                p.copy_(torch.rand(p.shape, generator=g) * .4 - .2)
            plain = name.split("base_model.model.")[1].replace(".lora_A.default", "")
            out["lora-sft.start." + plain] = p.detach().clone()
    adam = torch.optim.AdamW([p for p in tuned.parameters() if p.requires_grad],
                             lr=h["rate"], weight_decay=h["weight-decay"])
    b = batch([(p, s) for p, s, _ in INSTANCES])
    losses = []
    for _ in range(h["steps"]):
        loss = nll(tuned, b)
        losses.append(loss.item())
        adam.zero_grad()
        loss.backward()
        adam.step()
    after = tuned.merge_and_unload().state_dict()
    for name in before:
        if any(n in name for n in NAMES):
            out["lora-sft.delta." + name] = (after[name] - before[name]).contiguous()
    return losses


def main(folder):
    folder = os.path.join(folder, "low-rank")
    model = fresh("llama")
    model.save_pretrained(folder)
    os.remove(os.path.join(folder, "generation_config.json"))
    words = Tokenizer(models.WordLevel({f"w{i}": i for i in range(128)}, unk_token="w0"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    words.save(os.path.join(folder, "tokenizer.json"))
    editors = {
        "lora-sft": dict(rate=1e-2, steps=STEPS, rank=4, alpha=8, blocks="all",
                         **{"weight-decay": .01}, seed=1),
        "rome": dict(rate=.1, steps=STEPS, kl=.5, clamp=1, slack=0),
        "memit": dict(rate=.1, steps=STEPS, kl=.5, clamp=4, slack=.1),
        "refusal-direction": dict(strength=2, conditioned="on")}
    out, losses = {}, {}
    losses["rome"] = closed(model, [1], editors["rome"], out, "rome")
    losses["memit"] = closed(model, [0, 1], editors["memit"], out, "memit")
    refusal(model, 0, editors["refusal-direction"], out)
    losses["lora-sft"] = lora(model, editors["lora-sft"], out)
    regions = {"rome": [1], "memit": [0, 1], "refusal-direction": [0], "lora-sft": [0]}
    with open(os.path.join(folder, "inputs.json"), "w") as f:
        json.dump(dict(
            editors=editors, blocks=regions,
            instances=[dict(prompt=p, safe=s, unsafe=u) for p, s, u in INSTANCES],
            constraints=[dict(prompt=p, answer=a) for p, a in CONSTRAINTS]), f, indent=1)
    with open(os.path.join(folder, "expected.json"), "w") as f:
        json.dump(dict(losses_before_each_step=losses), f, indent=1)
    save_file(out, os.path.join(folder, "expected.safetensors"))


if __name__ == "__main__":
    main(sys.argv[1])
