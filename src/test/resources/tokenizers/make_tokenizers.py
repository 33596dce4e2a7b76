"""Makes small tokenizer folders as they are published, and what transformers makes of texts.

    python make_tokenizers.py OUT
"""
import json
import os
import sys

import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

TEXTS = ["hello there", " two  spaces", "<s>a<|user|>b</s>", "x<|late|>y <|soft|> z", "caf\u00e9 \u2603",
         "<|beside|>!"]
CORPUS = ["hello there, a small corpus of two spaces and a few words", "more words there", "cafe"] * 9


def base(post=None, prefix=False, special=("<s>", "</s>", "<|user|>")):
    t = Tokenizer(models.BPE())
    t.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix)
    t.decoder = decoders.ByteLevel()
    t.train_from_iterator(CORPUS, trainers.BpeTrainer(
        vocab_size=300, special_tokens=list(special), show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    if post:
        t.post_processor = processors.TemplateProcessing(
            single=post, special_tokens=[("<s>", 0), ("</s>", 1)])
    return t


def late(content, **more):
    return dict(content=content, single_word=False, lstrip=False, rstrip=False, normalized=False,
                special=True, **more)


KIND = dict(tokenizer_class="PreTrainedTokenizerFast")
CASES = {
    "plain": (base(), dict(KIND, bos_token="<s>"), {}),
    "added-decoder": (base(), dict(KIND, bos_token="<s>", eos_token="</s>", added_tokens_decoder={
        "300": late("<|late|>"), "301": {**late("<|soft|>"), "special": False}}), {}),
    "map-only": (base(special=["<s>"]), dict(KIND), {"special_tokens_map.json": dict(
        bos_token="<s>", eos_token=dict(late("</s>")))}),
    "bos-added": (base(), dict(KIND, bos_token="<s>", eos_token="</s>", add_bos_token=True), {}),
    "bos-not-added": (base("<s> $A"), dict(KIND, bos_token="<s>", add_bos_token=False), {}),
    "ends-as-file": (base("<s> $A </s>"), dict(KIND, bos_token="<s>"), {}),
    "prefix-space": (base(), dict(tokenizer_class="GPT2Tokenizer", add_prefix_space=True,
                                  bos_token="<s>", eos_token="</s>", unk_token="<s>"), {}),
    "no-prefix-space": (base(prefix=True), dict(tokenizer_class="GPT2Tokenizer",
                                                add_prefix_space=False, bos_token="<s>",
                                                eos_token="</s>", unk_token="<s>"), {}),
    "extra-special": (base(), dict(KIND, bos_token="<s>", additional_special_tokens=[
        "<|beside|>"]), {}),
}

out = sys.argv[1]
seen = dict(made_by="transformers " + transformers.__version__, texts=TEXTS, ids={}, bare={},
            text={})
for name, (tokenizer, config, files) in CASES.items():
    folder = os.path.join(out, name)
    os.makedirs(folder, exist_ok=True)
    tokenizer.save(os.path.join(folder, "tokenizer.json"))
    for file, value in {"tokenizer_config.json": config, **files}.items():
        with open(os.path.join(folder, file), "w") as f:
            json.dump(value, f, indent=1)
    t = AutoTokenizer.from_pretrained(folder)
    seen["ids"][name] = [t(x)["input_ids"] for x in TEXTS]
    seen["bare"][name] = [t(x, add_special_tokens=False)["input_ids"] for x in TEXTS]
    seen["text"][name] = [t.decode(i, skip_special_tokens=True) for i in seen["ids"][name]]
with open(os.path.join(out, "expected.json"), "w") as f:
    json.dump(seen, f, indent=1)
