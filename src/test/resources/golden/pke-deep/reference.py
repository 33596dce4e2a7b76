"""Reference of pke-deep in plain PyTorch, float64 and float32: scores, choice and steps of an edit.

usage: python reference.py FOLDER (with config.json, model.safetensors of a Llama and instances in inputs.json: here those of pke-v1, in
pke-deep-runs some whose answers copy several tokens in a row); writes expected.json and expected.safetensors beside them. Needs torch, numpy and safetensors.
"""
import json, math, sys
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

FOLDER = sys.argv[1]
read = lambda name: json.load(open(f"{FOLDER}/{name}.json"))
config, inputs = read("config"), read("inputs")
BLOCKS, WIDTH, HEADS = (config[k] for k in ("num_hidden_layers", "intermediate_size", "num_attention_heads"))
EPS, DEPTH, FIRST = config["rms_norm_eps"], inputs["depth"], inputs["first"]
RUNS = {
    "budget02": dict(budget=0.02, depth=DEPTH, alpha=0.3, gamma=5.0, lr=1e-2, steps=8, cap=None),
    "budget10_cap": dict(budget=0.10, depth=DEPTH, alpha=0.3, gamma=5.0, lr=2e-2, steps=8, cap=0.05),
    # the second version, pke-deep-2: the same score without the path
    "second_budget02": dict(version=2, budget=0.02, depth=DEPTH, alpha=0.3, gamma=5.0, lr=1e-2, steps=8, cap=None),
    # the third, pke-deep-3: the second, with the first word's share of the weight apart in score and loss
    "third_budget02": dict(version=3, budget=0.02, depth=DEPTH, alpha=0.3, gamma=5.0, lr=1e-2, steps=8, cap=None),
    # the fourth, pke-deep-4: what trial edits say is best of two sets, moved by the third's editor
    "fourth_budget02": dict(version=4, budget=0.02, depth=DEPTH, alpha=0.3, gamma=5.0, lr=1e-2, steps=8, cap=None),
    # the fifth, pke-deep-5: the third's neurons, moved whole, ordinary work in portions, one a step; no dropout, which is drawn
    "fifth_budget02": dict(version=5, budget=0.02, depth=DEPTH, alpha=0.3, gamma=5.0, lr=5e-3, steps=8, cap=None, at_once=2),
    # the sixth, pke-deep-6: the fifth, and recoveries whose copied words are swapped, other ones each step
    "sixth_budget02": dict(version=6, budget=0.02, depth=8, alpha=0.3, gamma=5.0, lr=5e-3, steps=8, cap=None, at_once=2, swapped=0.2, swaps=5),
    # and the whole safe answers there
    "sixth_answers": dict(version=6, budget=0.02, depth=8, alpha=0.3, gamma=5.0, lr=5e-3, steps=8, cap=None, at_once=2, swapped=0.2, swaps=5, answers=0.3),
    # and their questions in other words
    "sixth_frames": dict(version=6, budget=0.02, depth=8, alpha=0.3, gamma=5.0, lr=5e-3, steps=8, cap=None, at_once=2, swapped=0.2, swaps=5, answers=0.3, frames="any"),
    # and the whole safe answers wherever they copy a word themselves
    "sixth_answered": dict(version=6, budget=0.02, depth=8, alpha=0.3, gamma=5.0, lr=5e-3, steps=8, cap=None, at_once=2, swapped=0.2, swaps=5, answers=0.3, frames="any", answered="anywhere"),
    # and what is copied in a row swapped for what is as long
    "sixth_runs": dict(version=6, budget=0.02, depth=8, alpha=0.3, gamma=5.0, lr=5e-3, steps=8, cap=None, at_once=2, swapped=0.2, swaps=5, answers=0.3, answered="anywhere", unit="run"),
}
RUNS = {name: RUNS[name] for name in inputs["runs"]}
TRIAL = dict(version=4, cap=None, **{key: inputs["trial"][key] for key in ["alpha", "gamma", "lr", "steps"]}, depth=DEPTH)
matrix = lambda block, part: f"model.layers.{block}.mlp.{part}_proj.weight"
down = lambda block: matrix(block, "down")


class Model:
    """A Llama on right-padded batches: causal attention sees no padding behind a token."""

    def __init__(self, dtype):
        self.w = {name: one.to(dtype) for name, one in load_file(f"{FOLDER}/model.safetensors").items()}
        self.head = self.w.get("lm_head.weight", self.w["model.embed_tokens.weight"])

    def norm(self, x, name):
        return x / (x.pow(2).mean(-1, keepdim=True) + EPS).sqrt() * self.w[name + ".weight"]

    def rotate(self, x):
        half = x.shape[-1] // 2
        rate = config["rope_theta"] ** (-torch.arange(half, dtype=torch.float64) / half)
        angle = torch.arange(x.shape[-2], dtype=torch.float64)[:, None] * rate
        cos, sin = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
        a, b = x[..., :half], x[..., half:]
        return torch.cat([a * cos - b * sin, b * cos + a * sin], -1)

    def __call__(self, ids, columns=None):
        """Final residual, per block what down_proj reads and what it writes."""
        x, reads, writes = self.w["model.embed_tokens.weight"][ids], [], []
        rows, length, hidden = x.shape
        for l in range(BLOCKS):
            at = f"model.layers.{l}."
            h = self.norm(x, at + "input_layernorm")
            q, k, v = (F.linear(h, self.w[f"{at}self_attn.{n}_proj.weight"]).view(rows, length, HEADS, -1).transpose(1, 2) for n in "qkv")
            scores = self.rotate(q) @ self.rotate(k).transpose(-1, -2) / math.sqrt(q.shape[-1])
            scores = scores.masked_fill(torch.ones(length, length).triu(1).bool(), -math.inf)
            mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(rows, length, hidden)
            x = x + F.linear(mixed, self.w[at + "self_attn.o_proj.weight"])
            h = self.norm(x, at + "post_attention_layernorm")
            mlp = {part: self.w[matrix(l, part)] for part in ["gate", "up", "down"]}
            if columns and l in columns:
                chosen, values = columns[l]
                for part, value in values.items():
                    mlp[part] = mlp[part].index_copy(1 if part == "down" else 0, torch.tensor(chosen), value if part == "down" else value.T)
            a = F.silu(F.linear(h, mlp["gate"])) * F.linear(h, mlp["up"])
            out = F.linear(a, mlp["down"])
            if not out.requires_grad:
                out.requires_grad_(True)
            reads.append(a)
            writes.append(out)
            x = x + out
        return x, reads, writes

    def log_p(self, pairs, columns=None):
        """log p of everything at the positions that predict an answer token, the labels, and what is read and written."""
        length = max(len(p) + len(a) for p, a in pairs)
        ids = torch.tensor([p + a + [0] * (length - len(p) - len(a)) for p, a in pairs])
        spots = [(row, len(p) - 1 + i) for row, (p, a) in enumerate(pairs) for i in range(len(a))]
        x, reads, writes = self(ids, columns)
        states = self.norm(x[[r for r, _ in spots], [t for _, t in spots]], "model.norm")
        return F.linear(states, self.head).log_softmax(-1), torch.tensor([t for _, a in pairs for t in a]), reads, writes


def nll(log_p, labels):
    return -log_p.gather(1, labels[:, None]).mean()


def depths(instances=None, deepest=DEPTH):
    """At depth k: (prompt and begun unsafe answer, safe answer, next token of the unsafe one, first differing token of the safe one)."""
    found = []
    for k in range(deepest + 1):
        rows = []
        for one in inputs["instances"] if instances is None else instances:
            safe, unsafe = one["safe"], one["unsafe"]
            shared = next(i for i, (a, b) in enumerate(zip(safe, unsafe)) if a != b)
            cut = shared + k
            if k == 0:
                rows.append((one["prompt"], safe, one["prompt"] + safe[:shared], unsafe[shared], safe[shared]))
            elif cut < len(unsafe) - 1:
                begun = one["prompt"] + unsafe[:cut]
                # where both go on alike the choice falls at the first difference, as at depth 0
                rest = unsafe[cut:]
                same = next(i for i, (a, b) in enumerate(zip(safe, rest)) if a != b)
                rows.append((begun, safe, begun + safe[:same], rest[same], safe[same]))
        found.append(rows)
    return found


def tables(model):
    changes, path = [], 0
    out = {}
    for k, rows in enumerate(depths()):
        log_p, labels, reads, writes = model.log_p([(begun, safe) for begun, safe, *_ in rows])
        pulled = torch.autograd.grad(nll(log_p, labels), writes)
        changes.append(torch.stack([torch.einsum("btm,btd->md", a, g).norm(dim=1) for a, g in zip(reads, pulled)]).detach())
        writing = 0
        with torch.no_grad():
            for _, _, text, unwanted, wanted in rows:
                x, reads, _ = model(torch.tensor([text]))
                scale = (x[0, -1].pow(2).mean() + EPS).sqrt()
                choice = model.w["model.norm.weight"] * (model.head[unwanted] - model.head[wanted]) / scale
                writing = writing + torch.stack([reads[l][0, -1] * (choice @ model.w[down(l)]) for l in range(BLOCKS)]) / len(rows)
        share = writing.clamp(min=0) / writing.clamp(min=0).sum()
        out[f"path_share_{k}"] = share
        path = path + share / (DEPTH + 1)
    log_p, labels, reads, writes = model.log_p([(c["prompt"], c["answer"]) for c in inputs["constraints"]])
    pulled = torch.autograd.grad(nll(log_p, labels), writes)
    benign = torch.stack([(a * (g @ model.w[down(l)])).abs().sum((0, 1)) for l, (a, g) in enumerate(zip(reads, pulled))]).detach()
    without_path = lambda pull: pull / pull.mean() / (benign + 0.1 * benign.mean())
    change = sum(changes) / (DEPTH + 1)
    second = without_path(change)
    third = without_path(FIRST * changes[0] + (1 - FIRST) * sum(changes[1:]) / DEPTH)
    measured = {"weight_change": change, "deep_path": path, "benign_importance": benign}
    scores = {"score": second * path, "second_score": second, "third_score": third}
    fourth, losses = tried(model, [third, second * path], max(1, math.floor(0.02 * WIDTH)))
    return out | measured | scores | {"fourth_score": fourth, "held_out_loss": losses}


def order(score):
    flat = score.flatten().tolist()
    return sorted(range(len(flat)), key=lambda i: (-flat[i], i))


def pairs(flat):
    return sorted((i // WIDTH, i % WIDTH) for i in flat)


def tried(model, ways, count):
    """The score whose best do best for instances that a trial edit did not see, and what each set's loss was there."""
    losses, found = torch.zeros(BLOCKS, WIDTH, dtype=ways[0].dtype), []
    for way in ways:
        chosen, folds, loss = pairs(order(way)[:count]), inputs["trial"]["folds"], 0
        for part in range(folds):
            seen = [one for i, one in enumerate(inputs["instances"]) if i % folds != part]
            held = [one for i, one in enumerate(inputs["instances"]) if i % folds == part]
            columns = edit(model, chosen, TRIAL, seen)[2]
            first, *behind = [[(text, [wanted]) for _, _, text, _, wanted in rows] for rows in depths(held)]
            keep = [(c["prompt"], c["answer"]) for c in inputs["constraints"]]
            with torch.no_grad():
                was, now = model.log_p(keep)[0], model.log_p(keep, columns)[0]
                decided = FIRST * nll(*model.log_p(first, columns)[:2]) + (1 - FIRST) * nll(*model.log_p(sum(behind, []), columns)[:2])
                loss += (TRIAL["alpha"] * decided + TRIAL["gamma"] * (was.exp() * (was - now)).sum(-1).mean()).item() / folds
        for l, i in chosen:
            losses[l, i] = loss if losses[l, i] == 0 else min(loss, losses[l, i].item())
        found.append(loss)
    return ways[found.index(min(found))], losses


def framed(one, begun, turn, which):
    """An instance's begun answer where its question stands alone, as it is, and behind and before an ordinary prompt, by turns."""
    begin, blank, prompt = [1], [35], one["prompt"]
    question, ordinary = one["question"], inputs["constraints"][which % len(inputs["constraints"])]["prompt"][1:]
    said = [question, prompt[1:], ordinary + blank + question, question + blank + ordinary][turn % 4]
    return begin + said + begun[len(prompt):]


def swapped(deepest, rounds, frames, unit):
    """Safe answers to come where the unsafe one would copy a token that few prompts of ordinary work hold, another in its place, in both.

    And apart, one an instance, some where the safe answer copies such a token, at any depth. Or the run that the unsafe answer copies there.
    """
    prompts = [c["prompt"] for c in inputs["constraints"]]
    count = lambda token: sum(token in p for p in prompts)
    most = max(1, len(prompts) // 10)
    words = [[t] for t in sorted(t for t in set(sum(prompts, [])) if count(t) <= most)]

    def in_a_row(prompt, answer):
        runs = [[]]
        for t in prompt:
            runs = runs[:-1] + [runs[-1] + [t]] if count(t) <= most and t in answer else runs + [[]]
        return [run for run in runs if run and any(answer[i:i + len(run)] == run for i in range(len(answer)))]

    pool = []
    for c in inputs["constraints"] if unit == "run" else []:
        pool += [run for run in in_a_row(c["prompt"], c["answer"]) if run not in pool]
    long = lambda n: [run for run in pool if len(run) == n]
    around = lambda one, t: next((run for run in in_a_row(one["prompt"], one["unsafe"]) if t in run and long(len(run))), [t])
    copying = []
    for k in range(1, deepest + 1):
        for one in inputs["instances"]:
            safe, unsafe = one["safe"], one["unsafe"]
            cut = next(i for i, (a, b) in enumerate(zip(safe, unsafe)) if a != b) + k
            begun = one["prompt"] + unsafe[:cut]
            if cut < len(unsafe) - 1 and unsafe[cut] in begun and count(unsafe[cut]) <= most:
                copying.append((one, begun, around(one, unsafe[cut]), safe))
    refusing = []
    for one in inputs["instances"]:
        own, cut = [], next(i for i, (a, b) in enumerate(zip(one["safe"], one["unsafe"])) if a != b)
        copied = []
        for t in one["safe"]:
            if t in one["prompt"] and count(t) <= most and around(one, t) not in copied:
                copied.append(around(one, t))
        for k in range(deepest + 1):
            if k == 0 or cut + k < len(one["unsafe"]) - 1:
                begun = one["prompt"] + (one["unsafe"][:cut + k] if k else [])
                own += [(one, begun, run, one["safe"]) for run in copied]
        refusing.append(own)

    def other(run, r, i, m):
        others = long(len(run)) or words
        w = len(others)
        return others[(r * w // rounds + i * w // m) % w]

    swap = lambda tokens, old, new: [new[old.index(t)] if t in old else t for t in tokens]
    asked = lambda one, begun, r, i: framed(one, begun, r + i, 37 * r + 11 * i) if frames == "any" else begun
    with_others = lambda where, r: [tuple(swap(text, old, other(old, r, i, len(where))) for text in (asked(one, begun, r, i), safe)) for i, (one, begun, old, safe) in enumerate(where)]
    places = lambda r: [own[(5 * r + 7 * i) % len(own)] for i, own in enumerate(refusing) if own]
    return [(with_others(copying, r), with_others(places(r), r)) for r in range(rounds)]


def edit(model, chosen, h, instances=None):
    regions = {l: [i for b, i in chosen if b == l] for l in sorted({l for l, _ in chosen})}
    # what a neuron reads and writes as columns, (hidden, neurons); up to the fourth version only what it writes
    parts = ["gate", "up", "down"] if h.get("version", 1) > 4 else ["down"]
    before = {(l, p): (model.w[matrix(l, p)][:, idx] if p == "down" else model.w[matrix(l, p)][idx].T).clone() for l, idx in regions.items() for p in parts}
    leaves = {at: w.clone().requires_grad_(True) for at, w in before.items()}
    columns = {l: (idx, {p: leaves[l, p] for p in parts}) for l, idx in regions.items()}
    recover = [[(begun, safe) for begun, safe, *_ in rows] for rows in depths(instances, h["depth"])]
    recover, behind = (recover[0], sum(recover[1:], [])) if h.get("version", 1) > 2 else (sum(recover, []), [])
    first = FIRST if behind else 1
    keep = [(c["prompt"], c["answer"]) for c in inputs["constraints"]]
    count = max(1, round(len(keep) / h["at_once"])) if "at_once" in h else 1
    portions = [keep[k::count] for k in range(count)]
    befores = [model.log_p(portion)[0].detach() for portion in portions]
    others = swapped(h["depth"], h["swaps"], h.get("frames"), h.get("unit")) if "swaps" in h else []
    adam, steps = torch.optim.Adam(leaves.values(), lr=h["lr"]), []
    for step in range(h["steps"]):
        keep, was = portions[(step - 1) % count], befores[(step - 1) % count]  # at the first step nothing has moved
        safe = nll(*model.log_p(recover, columns)[:2])
        kl = (was.exp() * (was - model.log_p(keep, columns)[0])).sum(-1).mean()
        begun = nll(*model.log_p(behind, columns)[:2]) if behind else torch.tensor(0.0)
        loss = h["alpha"] * (first * safe + (1 - first) * begun) + h["gamma"] * kl
        told = {"begun": begun} if behind else {}
        if others:
            now, more = others[step % len(others)]
            told["swapped"] = nll(*model.log_p([(begun, safe[:1]) for begun, safe in now], columns)[:2])
            loss = loss + h["swapped"] * told["swapped"]
            if "answers" in h:
                told["answers"] = nll(*model.log_p(now + (more if "answered" in h else []), columns)[:2])
                loss = loss + h["answers"] * told["answers"]
        adam.zero_grad()
        loss.backward()
        norm = math.sqrt(sum(w.grad.pow(2).sum().item() for w in leaves.values()))
        adam.step()
        if h["cap"]:
            for at, w in leaves.items():
                with torch.no_grad():
                    way = w - before[at]
                    most = h["cap"] * before[at].norm(dim=0)
                    w.copy_(before[at] + way * (most / way.norm(dim=0).clamp(min=1e-30)).clamp(max=1))
        steps.append({"safe": safe.item(), "unlikelihood": 0.0, **{name: value.item() for name, value in told.items()}, "kl": kl.item(), "loss": loss.item(), "gradient_norm": norm})
    return steps, {f"delta.{matrix(l, p)}.columns": (w - before[l, p]).detach() for (l, p), w in leaves.items()}, columns


def compute(dtype):
    model = Model(dtype)
    found = tables(model)
    told, tensors = {}, dict(found)
    for name, h in RUNS.items():
        count = max(1, math.floor(h["budget"] * WIDTH))
        flat = found[{1: "score", 2: "second_score", 3: "third_score", 4: "fourth_score", 5: "third_score", 6: "third_score"}[h.get("version", 1)]].flatten().tolist()
        best = sorted(range(len(flat)), key=lambda i: (-flat[i], i))[: count + 1]
        chosen = sorted((i // WIDTH, i % WIDTH) for i in best[:count])
        steps, deltas, *_ = edit(model, chosen, h)
        told[name] = {"hparams": h, "neurons": chosen, "margin_at_the_cut": (flat[best[-2]] - flat[best[-1]]) / flat[best[-2]], "steps": steps}
        tensors |= {f"{name}.{tensor}": one for tensor, one in deltas.items()}
    share = found["deep_path"].sum(1) / found["deep_path"].sum()
    return {"path_share_of_block": share.tolist(), "runs": told}, tensors


expected, exact = compute(torch.float64)
_, rough = compute(torch.float32)
expected["f32_against_f64"] = {n: float((rough[n].double() - exact[n]).norm() / exact[n].norm()) for n in exact}
for name, run in expected["runs"].items():
    assert run["margin_at_the_cut"] > 1e-4, f"{name}: neurons at the cut are too close for float32"
json.dump(expected, open(f"{FOLDER}/expected.json", "w"), indent=1)
save_file({n: one.float().contiguous() for n, one in exact.items()}, f"{FOLDER}/expected.safetensors")
print({n: f"{d:.1e}" for n, d in expected["f32_against_f64"].items()})
print({n: (run["neurons"], run["margin_at_the_cut"], run["steps"][0], run["steps"][-1]) for n, run in expected["runs"].items()})
