"""Makes cases of whole families and of folders as they come, with transformers itself.

    python make_cases.py families OUT     forward cases, one folder a family
    python make_cases.py folders OUT      folders with case.json

Needs torch, transformers, safetensors. Weights are seeded normals; every number expected is made by
transformers in float32 with eager attention, greedy answers by its generate().
"""
import json
import os
import sys

import torch
import transformers
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, CONFIG_MAPPING

IDS = [11, 21, 45, 83, 35, 1, 81, 75, 83, 5, 41, 91, 55, 33, 25, 31, 51, 85, 33, 95,
       71, 61, 65, 83, 15, 61, 21, 95, 83, 85, 1, 31, 75, 33, 5, 91, 91, 5, 33, 75]
TINY = dict(vocab_size=128, hidden_size=48, intermediate_size=64, num_hidden_layers=2,
            num_attention_heads=4, num_key_value_heads=2, max_position_embeddings=64,
            bos_token_id=1, eos_token_id=2, pad_token_id=0)
GPT2 = dict(vocab_size=128, n_embd=48, n_layer=2, n_head=4, n_positions=64, bos_token_id=1,
            eos_token_id=2)


def draw(model, seed):
    g = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, p in sorted(model.named_parameters()):
            ends = any(e in name for e in ("embed", "lm_head", "wte", "wpe"))
            spread = .25 if ends else .12 if p.dim() > 1 else .05 if "bias" in name else .1
            drawn = torch.randn(p.shape, generator=g) * spread
            one = p.dim() == 1 and "bias" not in name and "gemma" not in model.config.model_type
            p.copy_(drawn + (1 if one else 0))


def fresh(kind, seed=7, **keys):
    defaults = GPT2 if kind == "gpt2" else TINY
    config = CONFIG_MAPPING[kind](**{**defaults, **keys})
    config._attn_implementation = "eager"
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    draw(model, seed)
    model.tie_weights()
    return model.eval()


def opened(folder):
    return AutoModelForCausalLM.from_pretrained(
        folder, attn_implementation="eager", dtype=torch.float32).eval()


def write_json(folder, name, value):
    with open(os.path.join(folder, name), "w") as out:
        json.dump(value, out, indent=1)


def keys(folder, drop=(), **more):
    path = os.path.join(folder, "config.json")
    config = json.load(open(path))
    for key in drop:
        config.pop(key, None)
    config.update(more)
    write_json(folder, "config.json", config)


def tensors(folder, change):
    path = os.path.join(folder, "model.safetensors")
    save_file(change(load_file(path)), path, metadata={"format": "pt"})


# ---- whole families

FAMILIES = {
    "gemma": dict(head_dim=16),
    "gemma3_text": dict(head_dim=16, query_pre_attn_scalar=24, sliding_window=12,
                        num_hidden_layers=4, layer_types=["sliding_attention"] * 3
                        + ["full_attention"], rope_scaling={"rope_type": "linear", "factor": 4.0},
                        final_logit_softcapping=9.0),
    "phi3": dict(sliding_window=20, partial_rotary_factor=0.5, max_position_embeddings=128),
    "smollm3": dict(num_hidden_layers=4, no_rope_layer_interval=2, attention_bias=True,
                    use_sliding_window=True, sliding_window=12, tie_word_embeddings=True),
    "olmo2": dict(num_hidden_layers=3),
    "granite": dict(embedding_multiplier=6.0, logits_scaling=2.0, residual_multiplier=0.4,
                    attention_multiplier=0.2, mlp_bias=True, tie_word_embeddings=True),
}


def family(kind, given, folder):
    more = {**dict(max_position_embeddings=128), **given}
    fresh(kind, seed=len(kind), **more).save_pretrained(folder)
    model = opened(folder)
    rows = [IDS[:17], IDS, [3 + 5 * i % 120 for i in range(29)]]
    width = max(map(len, rows))
    ids = [[0] * (width - len(r)) + r for r in rows]
    mask = [[0] * (width - len(r)) + [1] * len(r) for r in rows]
    seen = {}
    with torch.no_grad():
        out = model(torch.tensor(ids), attention_mask=torch.tensor(mask),
                    position_ids=torch.arange(width)[None].expand(3, -1),
                    output_hidden_states=True, use_cache=False)
        seen["logits"] = out.logits
        for l, h in enumerate(out.hidden_states):
            seen[f"hidden_states.{l}"] = h
        picked, sums = [], []
        for i, r in enumerate(rows):
            logits = model(torch.tensor([r]), use_cache=False).logits[0]
            seen[f"logits.alone.{i}"] = logits[None]
            p = torch.log_softmax(logits[:-1], -1)[torch.arange(len(r) - 1), r[1:]]
            picked.append(p)
            sums.append(float(p.sum()))
        seen["token_logprobs.alone"] = torch.cat(picked)
        answers = [model.generate(torch.tensor([r]), max_new_tokens=16, min_new_tokens=16,
                                  do_sample=False, eos_token_id=-1)[0, len(r):].tolist()
                   for r in rows]
    save_file({k: v.contiguous().float() for k, v in seen.items()},
              os.path.join(folder, "expected.safetensors"))
    write_json(folder, "inputs.json", dict(
        vocab_size=128, padding_side="left", pad_token_id=0, sequences=rows, input_ids=ids,
        attention_mask=mask))
    write_json(folder, "expected.json", dict(
        made_with=dict(torch=torch.__version__, transformers=transformers.__version__,
                       dtype="float32", attention="eager"),
        sequence_logprob_sum=sums, greedy=dict(max_new_tokens=16, tokens=answers)))


# ---- folders as they come: name -> (why, how)

def edited(kind, drop=(), config=None, generation=None, weights=None, **more):
    def make(folder):
        fresh(kind, **more).save_pretrained(folder)
        keys(folder, drop, **(config or {}))
        if weights:
            tensors(folder, weights)
        if generation is not None:
            write_json(folder, "generation_config.json", generation)
    return make


def other_head(t):
    head = t["model.embed_tokens.weight"].flip(0).contiguous()
    return {**t, "lm_head.weight": head}


def without_prefix(t):
    return {k.removeprefix("model."): v for k, v in t.items()}


def stale_index(folder):
    fresh("llama").save_pretrained(folder, max_shard_size="40KB")
    path = os.path.join(folder, "model.safetensors.index.json")
    index = json.load(open(path))
    first = sorted(index["weight_map"].values())[0]
    gone = next(iter(k for k in index["weight_map"] if "q_proj" in k))
    del index["weight_map"][gone]
    index["weight_map"]["model.layers.7.mlp.up_proj.weight"] = first
    write_json(folder, "model.safetensors.index.json", index)


def nested(folder):
    fresh("gemma3_text", head_dim=12, sliding_window=8).save_pretrained(folder)
    keys(folder, ["rope_theta", "rope_local_base_freq", "rope_scaling"],
         layer_types=["sliding_attention", "full_attention"],
         rope_parameters={"full_attention": {"rope_type": "linear", "factor": 3.0,
                                             "rope_theta": 50000.0},
                          "sliding_attention": {"rope_type": "default", "rope_theta": 700.0}})


LONG = dict(rope_type="longrope", short_factor=[1.0 + .1 * i for i in range(6)],
            long_factor=[2.0 + .7 * i for i in range(6)])
FOLDERS = {
    "yarn": ("yarn", edited("llama", config=dict(rope_scaling=dict(
        rope_type="yarn", factor=4.0, original_max_position_embeddings=16)))),
    "yarn-mscale": ("yarn with its scales", edited("qwen2", config=dict(rope_scaling=dict(
        type="yarn", factor=4.0, original_max_position_embeddings=16, mscale=0.7,
        mscale_all_dim=1.3, beta_fast=16, truncate=False)))),
    "longrope-crossing": ("phi3: an answer that grows past the original context turns anew",
                          edited("phi3", config=dict(
                              rope_scaling=LONG, original_max_position_embeddings=46,
                              max_position_embeddings=128))),
    "longrope-llama": ("longrope in another family", edited("llama", config=dict(
        rope_scaling={**LONG, "original_max_position_embeddings": 24}))),
    "dynamic-growing": ("dynamic rope, passed while answering", edited("llama", config=dict(
        rope_scaling=dict(type="dynamic", factor=2.0), max_position_embeddings=45))),
    "linear": ("linear rope", edited("mistral", config=dict(
        rope_scaling=dict(type="linear", factor=2.5)))),
    "parameters-llama3": ("rope_parameters, as transformers 5 writes", edited(
        "llama", ["rope_theta", "rope_scaling"], dict(rope_parameters=dict(
            rope_type="llama3", rope_theta=5000.0, factor=8.0, low_freq_factor=1.0,
            high_freq_factor=4.0, original_max_position_embeddings=32)))),
    "nested-parameters": ("rope_parameters nested by layer type", nested),
    "mistral-window-missing": ("sliding_window has a default of 4096",
                               edited("mistral", ["sliding_window"])),
    "mistral-window-null": ("sliding_window null is none",
                            edited("mistral", config=dict(sliding_window=None))),
    "mistral-window": ("a window", edited("mistral", config=dict(sliding_window=7))),
    "gemma2-layer-types": ("layer_types the other way round", edited(
        "gemma2", head_dim=12, sliding_window=8, query_pre_attn_scalar=24,
        config=dict(layer_types=["full_attention", "sliding_attention"]))),
    "gemma2-caps-null": ("null softcaps are none", edited(
        "gemma2", head_dim=12, config=dict(attn_logit_softcapping=None,
                                           final_logit_softcapping=None))),
    "gemma-gelu": ("gemma says gelu and means tanh",
                   edited("gemma", head_dim=12, config=dict(hidden_act="gelu"))),
    "gemma-activation": ("gemma never asks hidden_activation", edited(
        "gemma", head_dim=12, config=dict(hidden_activation="gelu"))),
    "qwen3-bias": ("attention_bias", edited("qwen3", head_dim=12, attention_bias=True)),
    "llama-biases": ("both kinds of bias",
                     edited("llama", attention_bias=True, mlp_bias=True)),
    "gpt2-unscaled": ("scale_attn_weights false", edited("gpt2", scale_attn_weights=False)),
    "gpt2-aliases": ("hidden_size instead of n_embd", edited(
        "gpt2", ["n_embd", "n_layer", "n_head"],
        dict(hidden_size=48, num_hidden_layers=2, num_attention_heads=4))),
    "tied-other-head": ("tied, with another head in the file", edited(
        "llama", tie_word_embeddings=True, weights=other_head)),
    "tied-bare-names": ("names without model.", edited(
        "llama", tie_word_embeddings=True, weights=without_prefix)),
    "more-blocks-in-file": ("fewer blocks asked for than stored",
                            edited("llama", config=dict(num_hidden_layers=1))),
    "index-stale": ("an index that is not of these shards", stale_index),
    "infinity": ("Infinity and lists", edited("llama", config=dict(
        time_step_limit=[0.0, float("inf")], eos_token_id=[2, 3]))),
    "phi3-partial": ("a part of a head turns",
                     edited("phi3", config=dict(partial_rotary_factor=0.5))),
    "smollm3-list": ("no_rope_layers", edited("smollm3", config=dict(no_rope_layers=[0, 1]))),
    "greedy-penalty": ("repetition_penalty", edited(
        "llama", generation=dict(repetition_penalty=1.7, eos_token_id=2))),
    "greedy-ngram": ("no_repeat_ngram_size", edited(
        "gpt2", generation=dict(no_repeat_ngram_size=2))),
    "greedy-suppress": ("suppress_tokens and begin_suppress_tokens", edited(
        "llama", generation=dict(suppress_tokens=[67, 1], begin_suppress_tokens=[59, 40]))),
    "greedy-min-new": ("an end that may not come yet", edited(
        "llama", generation=dict(min_new_tokens=4, eos_token_id=[59, 26]))),
    "greedy-eos": ("generation_config.json alone says what ends an answer", edited(
        "llama", config=dict(eos_token_id=[59, 26]), generation=dict(eos_token_id=67))),
}


def folder_case(why, make, folder):
    make(folder)
    model = opened(folder)
    ids = torch.tensor([IDS])
    with torch.no_grad():
        logits = model(ids, use_cache=False).logits[0]
        answer = opened(folder).generate(ids, attention_mask=torch.ones_like(ids),
                                         max_new_tokens=12, do_sample=False)[0, len(IDS):]
    save_file({"logits": logits.contiguous()}, os.path.join(folder, "expected.safetensors"))
    write_json(folder, "case.json", dict(
        why=why, seen_in="", input_ids=IDS, expect="logits",
        made_by="transformers " + transformers.__version__, greedy=answer.tolist()))


if __name__ == "__main__":
    what, out = sys.argv[1:3]
    chosen = sys.argv[3:]
    for name, how in (FAMILIES if what == "families" else FOLDERS).items():
        if chosen and name not in chosen:
            continue
        place = os.path.join(out, name)
        os.makedirs(place, exist_ok=True)
        try:
            if what == "families":
                family(name, how, place)
            else:
                folder_case(*how, place)
            print(name, flush=True)
        except Exception as e:  # a kind this version can't make is told, and the rest goes on
            print(name, "NOT MADE:", type(e).__name__, str(e)[:300], flush=True)
