"""The work of `pke bench model` with PyTorch, transformers and the reference edit loop, for whoever has them.

    pip install torch transformers
    OMP_NUM_THREADS=2 python experiments/bench/reference.py /tmp/llama-768

side_by_side.py runs it and `pke bench model` in turn and prints the ratios. The edit loop does what EasyEdit's execute_dinm
does at commit 14cea82: every step runs the whole model on the edit and on the constraint text, the latter without gradient."""
import argparse
import resource
import statistics
import time

import torch
import torch.nn.functional as F
import transformers
from transformers import AutoModelForCausalLM

EDIT_TOKENS, CONSTRAINT_TOKENS, ANSWER_TOKENS = 160, 122, 40


def median(rounds, work):
    if rounds > 1:
        work()
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def say(what, seconds, count=None, unit=""):
    rate = f", {count / seconds:.1f} {unit}" if count else ""
    print(f"{what:44s} {seconds:.3f} s{rate}", flush=True)


def kl(before, after):
    """Mean over positions of KL(p_before || p_after)."""
    a, b = before.log_softmax(-1), after.log_softmax(-1)
    return (a.exp() * (a - b)).sum(-1).mean()


def dinm(model, block, steps, vocab):
    """Adam on one block's down_proj; the model is as found afterwards."""
    edit = torch.randint(3, vocab, (1, EDIT_TOKENS))
    kept = torch.randint(3, vocab, (1, CONSTRAINT_TOKENS))
    labels = edit[:, -ANSWER_TOKENS:]
    for p in model.parameters():
        p.requires_grad_(False)
    weight = model.model.layers[block].mlp.down_proj.weight
    found = weight.detach().clone()
    weight.requires_grad_(True)
    adam = torch.optim.Adam([weight], lr=5e-4)
    with torch.no_grad():
        before = model(kept).logits[:, -ANSWER_TOKENS:].float()
    for _ in range(steps):
        adam.zero_grad()
        logits = model(edit).logits[:, :-1][:, -ANSWER_TOKENS:].float()
        safe = F.cross_entropy(logits.flatten(0, 1), labels.flatten())
        with torch.no_grad():
            after = model(kept).logits[:, -ANSWER_TOKENS:].float()
        loss = 0.1 * safe + kl(before, after)
        if loss.item() < 1e-4:
            break
        loss.backward()
        adam.step()
    with torch.no_grad():
        weight.copy_(found)
    weight.requires_grad_(False)


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("folder")
    args.add_argument("--dtype", default="float32", choices=["float32", "bfloat16", "float16"])
    args.add_argument("--device", default="cpu")
    args.add_argument("--sequences", type=int, default=8)
    args.add_argument("--prompt", type=int, default=128)
    args.add_argument("--new", type=int, default=64)
    args.add_argument("--steps", type=int, default=10)
    args.add_argument("--rounds", type=int, default=5)
    a = args.parse_args()
    print("torch", torch.__version__, "transformers", transformers.__version__, "threads", torch.get_num_threads())
    torch.manual_seed(0)
    start = time.perf_counter()
    model = AutoModelForCausalLM.from_pretrained(a.folder, dtype=getattr(torch, a.dtype))
    model = model.to(a.device).eval()
    say("open", time.perf_counter() - start)
    torch.set_default_device(a.device)
    vocab, blocks = model.config.vocab_size, model.config.num_hidden_layers
    ids = torch.randint(3, vocab, (a.sequences, a.prompt))
    tokens = a.sequences * a.prompt

    def forward():
        with torch.no_grad():
            model(ids).logits[0, 0, 0].item()

    def generate(n):
        with torch.no_grad():
            model.generate(ids, attention_mask=torch.ones_like(ids), do_sample=False, min_new_tokens=n, max_new_tokens=n,
                           pad_token_id=2)

    say(f"forward {a.sequences}x{a.prompt}, all logits", median(a.rounds, forward), tokens, "tokens/s")
    first = median(a.rounds, lambda: generate(1))
    whole = median(a.rounds, lambda: generate(a.new))
    say("prefill", first, tokens, "tokens/s")
    say("decode", whole - first, a.sequences * (a.new - 1), "tokens/s")
    say(f"greedy {a.sequences}x{a.new} after {a.prompt}", whole, a.sequences * a.new, "tokens/s")
    for block in (blocks - 1, blocks // 2):
        took = median(a.rounds, lambda: dinm(model, block, a.steps, vocab))
        say(f"DINM, block {block} of {blocks}, {a.steps} steps, whole edit", took, a.steps, "steps/s")
    if a.device != "cpu":
        print(f"peak memory of the GPU: {torch.cuda.max_memory_allocated() / 1e9:.2f} GB (torch's own count)")
    print(f"peak memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
