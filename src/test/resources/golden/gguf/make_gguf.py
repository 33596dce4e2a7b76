"""Makes small GGUF files with the gguf package, and what they must become.

    python make_gguf.py OUT

Needs gguf, torch, transformers, tokenizers, sentencepiece, safetensors, accelerate. blocks.gguf holds a
tensor of every type; blocks.safetensors what gguf's own dequantiser makes of it. Each model is a
transformers model of random weights, quantised and written in llama.cpp's layout; its case.json has
the digests of the dequantised weights' f32 bytes, logits and greedy tokens of the same model with
them, by transformers in float32 with eager attention, and texts as the tokenizers package or
sentencepiece cut them. Where transformers reads such a GGUF rightly by itself, it is asserted to give
the same logits. It does not (4.57.6) where the head's width is not the hidden one over heads (qwen3),
where rope_freqs.weight stretches the context (llama3), where a part of a head is turned (phi3), and
of gemma2 it takes other soft caps.
"""
import hashlib
import json
import os
import sys

import gguf
import numpy as np
import sentencepiece
import torch
import transformers
from gguf import GGMLQuantizationType as T
from gguf.quants import dequantize, quantize
from safetensors.numpy import save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, CONFIG_MAPPING

WORDS = ("the drurbisk of the low hills saw a mimple once and told 12 others of it, who'd laughed; "
         "they're 345 now. In the year 1999 a flonk sang to the mimple, and the hills sang back! "
         "Who has seen the drurbisk? We've seen it, said the others of the low hills. ").split(" ")
TEXTS = ["the drurbisk saw a mimple", "Who'd sing 12345 times?", "  two  spaces", "\n\nlines\n and\ttabs",
         "na\u00efve \u65e5\u672c \U0001f642", "they're I'LL we've", "", " ", "end ", "x = 7*(3+4)", "e\u0301 \u00e9",
         "<|user|> the hills<|end|>\n", "<s> not a start"]
TEMPLATE = ("{% for m in messages %}{{ '<|' + m['role'] + '|>' + m['content'] + '<|end|>' }}{% endfor %}"
            "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}")
SPECIAL = ["<|unk|>", "<s>", "</s>", "<|user|>", "<|assistant|>", "<|end|>"]
TINY = dict(hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=4,
            num_key_value_heads=2, max_position_embeddings=128, bos_token_id=1, eos_token_id=2,
            pad_token_id=0)


def corpus():
    rng = np.random.default_rng(5)
    return [" ".join(rng.permutation(WORDS)) for _ in range(400)]


def byte_level(split, normal=None):
    t = Tokenizer(models.BPE())
    if normal:
        t.normalizer = normal
    t.pre_tokenizer = split
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(corpus(), trainers.BpeTrainer(
        vocab_size=330, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return t


def write_bytes(w, t, pre):
    model = json.loads(t.to_str())["model"]
    vocab = sorted(model["vocab"], key=model["vocab"].get)
    w.add_tokenizer_model("gpt2")
    w.add_tokenizer_pre(pre)
    w.add_token_list(vocab)
    w.add_token_types([3 if v in SPECIAL else 1 for v in vocab])
    w.add_token_merges([" ".join(m) for m in model["merges"]])
    ends(w)
    w.add_add_bos_token(False)
    return len(vocab)


def pieces(out, **more):
    where = os.path.join(out, "pieces")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus()), model_prefix=where, vocab_size=400, model_type="bpe",
        byte_fallback=True, pad_id=-1, unk_id=0, bos_id=1, eos_id=2, num_threads=1,
        remove_extra_whitespaces=False, normalization_rule_name="identity", minloglevel=2,
        control_symbols=SPECIAL[3:], **more)
    p = sentencepiece.SentencePieceProcessor(model_file=where + ".model")
    for end in (".model", ".vocab"):
        os.remove(where + end)
    return p


def write_pieces(w, p, space):
    kinds = [2 if p.is_unknown(i) else 3 if p.is_control(i) else 6 if p.is_byte(i) else 1
             for i in range(p.vocab_size())]
    w.add_tokenizer_model("llama")
    w.add_tokenizer_pre("default")
    w.add_token_list([p.id_to_piece(i) for i in range(p.vocab_size())])
    w.add_token_scores([p.get_score(i) for i in range(p.vocab_size())])
    w.add_token_types(kinds)
    ends(w)
    w.add_add_space_prefix(space)
    return p.vocab_size()


def ends(w):
    w.add_bos_token_id(1)
    w.add_eos_token_id(2)
    w.add_unk_token_id(0)
    w.add_chat_template(TEMPLATE)


def drawn(kind, **keys):
    config = CONFIG_MAPPING[kind](**{**TINY, **keys})
    config._attn_implementation = "eager"
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
    g = torch.Generator().manual_seed(11)
    with torch.no_grad():
        for name, p in sorted(model.named_parameters()):
            wide = any(e in name for e in ("embed", "lm_head"))
            spread = .25 if wide else .12 if p.dim() > 1 else .05 if "bias" in name else .1
            one = p.dim() == 1 and "bias" not in name and "gemma" not in kind
            p.copy_(torch.randn(p.shape, generator=g) * spread + (1 if one else 0))
    model.tie_weights()
    return model.eval()


def pairs(w, heads):
    """llama.cpp's rows of q and k: the halves of a head interleaved."""
    return w.reshape(heads, 2, w.shape[0] // heads // 2, *w.shape[1:]).swapaxes(1, 2).reshape(w.shape)


def halves(w, heads):
    return w.reshape(heads, w.shape[0] // heads // 2, 2, *w.shape[1:]).swapaxes(1, 2).reshape(w.shape)


NAMES = {"input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k",
         "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output", "mlp.gate_proj": "ffn_gate",
         "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down", "self_attn.q_norm": "attn_q_norm",
         "self_attn.k_norm": "attn_k_norm", "self_attn.qkv_proj": "attn_qkv",
         "mlp.gate_up_proj": "ffn_up", "post_attention_layernorm": "ffn_norm",
         "pre_feedforward_layernorm": "ffn_norm", "post_feedforward_layernorm": "post_ffw_norm"}


def renamed(name, gemma):
    if name == "model.embed_tokens.weight":
        return "token_embd.weight"
    if name == "model.norm.weight":
        return "output_norm.weight"
    if name == "lm_head.weight":
        return "output.weight"
    _, _, block, rest = name.split(".", 3)
    part, end = rest.rsplit(".", 1)
    to = "post_attention_norm" if gemma and part == "post_attention_layernorm" else NAMES[part]
    return f"blk.{block}.{to}.{end}"


def write(out, name, arch, model, kinds, tokens, scaling=None, same=True, notes=None):
    """One GGUF and what it must become. kinds: quantisation by the end of a tensor's name."""
    folder = os.path.join(out, name)
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "model.gguf")
    c = model.config
    w = gguf.GGUFWriter(path, arch)
    write_tokens, texts = tokens
    write_tokens(w)
    w.add_context_length(c.max_position_embeddings)
    w.add_embedding_length(c.hidden_size)
    w.add_block_count(c.num_hidden_layers)
    w.add_feed_forward_length(c.intermediate_size)
    w.add_head_count(c.num_attention_heads)
    w.add_head_count_kv(c.num_key_value_heads)
    w.add_layer_norm_rms_eps(c.rms_norm_eps)
    w.add_rope_freq_base(c.rope_theta)
    w.add_vocab_size(c.vocab_size)
    head = getattr(c, "head_dim", None) or c.hidden_size // c.num_attention_heads
    w.add_rope_dimension_count(int(head * getattr(c, "partial_rotary_factor", 1)))
    if arch in ("qwen3", "gemma2"):
        w.add_key_length(head)
        w.add_value_length(head)
    if arch == "gemma2":
        w.add_attn_logit_softcapping(c.attn_logit_softcapping)
        w.add_final_logit_softcapping(c.final_logit_softcapping)
        w.add_sliding_window(c.sliding_window)
    if scaling:
        scaling(w)
    state = {k: v.numpy().copy() for k, v in model.state_dict().items()}
    if c.tie_word_embeddings:
        state.pop("lm_head.weight", None)
    for key, value in state.items():
        to = renamed(key, arch == "gemma2")
        turned = arch == "llama" and ("attn_q." in to or "attn_k." in to)
        heads = c.num_attention_heads if "attn_q" in to else c.num_key_value_heads
        stored = pairs(value, heads) if turned else value
        stored = stored + 1 if arch == "gemma2" and key.endswith("norm.weight") else stored
        kind = T.F32 if value.ndim == 1 else next(t for end, t in kinds.items() if to.endswith(end))
        data = stored.astype(np.float16) if kind == T.F16 else quantize(stored, kind)
        w.add_tensor(to, data, raw_dtype=None if kind in (T.F32, T.F16) else kind)
        back = dequantize(data, kind) if kind != T.F32 else stored
        back = back.astype(np.float32)
        back = back - np.float32(1) if arch == "gemma2" and key.endswith("norm.weight") else back
        state[key] = halves(back, heads) if turned else back
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    model.load_state_dict({k: torch.from_numpy(v) for k, v in state.items()}, strict=False)
    model.tie_weights()
    ids = [int(i) for i in np.random.default_rng(3).integers(3, c.vocab_size, 40)]
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits
        made = model.generate(torch.tensor([ids]), max_new_tokens=12, do_sample=False)[0, 40:].tolist()
        if same:
            own = AutoModelForCausalLM.from_pretrained(folder, gguf_file="model.gguf",
                                                       attn_implementation="eager").eval()
            far = (own(torch.tensor([ids])).logits - logits).abs().max().item()
            assert far < 1e-5, (name, far)
    save_file({"logits": logits.numpy()}, os.path.join(folder, "expected.safetensors"))
    case = {"why": name, "made_by": f"transformers {transformers.__version__}, gguf 0.19.0",
            "expect": "logits", "input_ids": ids, "greedy": made,
            "weights": {k: hashlib.sha256(np.ascontiguousarray(v).tobytes()).hexdigest()
                        for k, v in sorted(state.items())},
            "texts": [{"text": t, "ids": i} for t, i in texts]}
    with open(os.path.join(folder, "case.json"), "w") as f:
        json.dump(case, f)
    print(name, os.path.getsize(path), "logits up to", logits.abs().max().item(), made)


def blocks(out):
    rng = np.random.default_rng(1)
    w = gguf.GGUFWriter(os.path.join(out, "blocks.gguf"), "llama")
    expected = {}
    for kind in (T.F32, T.F16, T.BF16, T.Q4_0, T.Q4_1, T.Q5_0, T.Q5_1, T.Q8_0, T.Q2_K, T.Q3_K, T.Q4_K,
                 T.Q5_K, T.Q6_K):
        size, count = gguf.GGML_QUANT_SIZES[kind]
        values = rng.standard_normal((2, 512)).astype(np.float32)
        if kind == T.F32:
            data = values
        elif kind == T.F16:
            data = values.astype(np.float16)
        elif kind.name.endswith("_K"):
            # every bit pattern but those whose scales are no numbers
            data = rng.integers(0, 256, (2, 512 // size * count), dtype=np.uint8)
            at = {T.Q2_K: (80, 82), T.Q3_K: (108,), T.Q4_K: (0, 2), T.Q5_K: (0, 2), T.Q6_K: (208,)}[kind]
            for block in range(512 // size):
                for place in at:
                    half = (rng.standard_normal(2) * .01).astype(np.float16).view(np.uint8).reshape(2, 2)
                    data[:, block * count + place:block * count + place + 2] = half
        else:
            data = quantize(values, kind)
        w.add_tensor(kind.name, data, raw_dtype=None if kind in (T.F32, T.F16) else kind)
        expected[kind.name] = np.ascontiguousarray(
            dequantize(data, kind) if kind != T.F32 else data, dtype=np.float32)
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()
    save_file(expected, os.path.join(out, "blocks.safetensors"))


def main():
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    blocks(out)
    plain = pre_tokenizers.ByteLevel(add_prefix_space=False)
    digits = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), plain])
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)

    def cut(most):
        from tokenizers import Regex
        regex = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}" + most
                 + r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+")
        return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(regex), "isolated"), level])

    def by_bytes(pre, split, normal=None):
        t = byte_level(split, normal)
        return lambda w: write_bytes(w, t, pre), [(x, t.encode(x, add_special_tokens=False).ids) for x in TEXTS]

    def by_pieces(space):
        p = pieces(out, add_dummy_prefix=space)
        known = [x for x in TEXTS if "<" not in x]  # it finds no control symbols in texts
        return lambda w: write_pieces(w, p, space), [(x, p.encode(x)) for x in known]

    write(out, "llama", "llama", drawn("llama", vocab_size=330, tie_word_embeddings=True),
          {"token_embd.weight": T.Q8_0, "ffn_down.weight": T.Q5_1, "attn_v.weight": T.Q5_0, "": T.Q4_1},
          by_bytes("smollm", digits))
    scaled = dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
                  original_max_position_embeddings=8192)
    model = drawn("llama", vocab_size=330, rope_theta=500000.0, max_position_embeddings=131072,
                  head_dim=32, rope_scaling=scaled)
    free = 1 / (500000.0 ** (torch.arange(0, 32, 2, dtype=torch.float32) / 32))
    turned = (free / model.model.rotary_emb.inv_freq).numpy().astype(np.float32)
    write(out, "llama3", "llama", model, {"": T.F16}, by_bytes("llama-bpe", cut("{1,3}")),
          scaling=lambda w: w.add_tensor("rope_freqs.weight", turned), same=False)
    write(out, "qwen2", "qwen2", drawn("qwen2", vocab_size=330, rope_theta=1000000.0),
          {"": T.BF16}, by_bytes("qwen2", cut(""), normalizers.NFC()))
    write(out, "qwen3", "qwen3", drawn("qwen3", vocab_size=330, head_dim=32, tie_word_embeddings=True),
          {"token_embd.weight": T.F16, "": T.Q4_0}, by_bytes("qwen2", cut(""), normalizers.NFC()),
          same=False)
    write(out, "gemma2", "gemma2", drawn("gemma2", vocab_size=400, head_dim=32, query_pre_attn_scalar=32,
                                          sliding_window=12, attn_logit_softcapping=5.0,
                                          final_logit_softcapping=3.0),
          {"": T.Q8_0}, by_pieces(False), same=False)
    write(out, "phi3", "phi3", drawn("phi3", vocab_size=400, partial_rotary_factor=0.75, head_dim=16),
          {"": T.Q8_0}, by_pieces(True), same=False)


if __name__ == "__main__":
    main()
