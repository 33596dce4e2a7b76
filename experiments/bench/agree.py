"""Whether transformers, given the same folder, answers what a run's record says was answered.

    pke apply RUN --to edited/
    pke export events RUN --to run.jsonl
    python experiments/bench/agree.py run.jsonl after edited/
    python experiments/bench/agree.py run.jsonl before experiments/specimen/plain

A second implementation of everything between a prompt and its answer: the folder that was written, its tokenizer, the chat
template, the decoder, greedy choice. Needs torch and transformers with jinja2. Exit code 1 if any answer differs."""
import json
import sys

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

BATCH = 64


def main():
    events, phase, folder = sys.argv[1:]
    tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    plan, asked = None, []
    with open(events, encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["type"].endswith("run-registered.v1"):
                plan = event["data"]["plan"]["evaluation"]["generation"]
            if event["type"].endswith("prompt-answered.v1") and event["data"]["phase"] == phase:
                asked.append((event["data"]["prompt"], event["data"]["answer"]))
    differing = 0
    for start in range(0, len(asked), BATCH):
        part = asked[start:start + BATCH]
        texts = [prompt for prompt, _ in part]
        templated = plan["template"] in (True, "on")
        if templated:
            texts = [tokenizer.apply_chat_template([{"role": "user", "content": t}], tokenize=False, add_generation_prompt=True)
                     for t in texts]
        ids = tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=not templated)
        with torch.no_grad():
            made = model.generate(input_ids=ids.input_ids, attention_mask=ids.attention_mask, do_sample=False,
                                  max_new_tokens=plan["max-tokens"])
        answers = tokenizer.batch_decode(made[:, ids.input_ids.shape[1]:], skip_special_tokens=True)
        for (prompt, recorded), answer in zip(part, answers):
            if answer.strip() != recorded.strip():
                differing += 1
                print(f"{prompt!r}\n  recorded     {recorded!r}\n  transformers {answer!r}")
    print(f"{len(asked)} answers {phase} the edit, {differing} differ")
    sys.exit(1 if differing or not asked else 0)


if __name__ == "__main__":
    main()
