"""What llama.cpp takes for the answers of `pke bench model`, for whoever has it: pip install xllamacpp.

    python experiments/bench/llama_cpp.py FILE.gguf --sequences 8 --prompt 128 --new 64

Its own numbers are those of the file (Q4_1, say), where ours are a folder's f32 or bf16. A wheel is built for any CPU: one
built here (llama.cpp's GGML_NATIVE) may be faster."""
import argparse
import random
import statistics
import threading
import time


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("file")
    args.add_argument("--sequences", type=int, default=8)
    args.add_argument("--prompt", type=int, default=128)
    args.add_argument("--new", type=int, default=64)
    args.add_argument("--rounds", type=int, default=5)
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--vocabulary", type=int, default=1000, help="ids below which all are ordinary tokens")
    a, _ = args.parse_known_args()
    try:
        import xllamacpp
    except ImportError:
        print("not there: pip install xllamacpp", flush=True)
        return
    params = xllamacpp.CommonParams()
    params.model.path = a.file
    params.n_parallel = a.sequences
    params.n_ctx = a.sequences * (a.prompt + a.new + 64)
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = a.threads
    params.warmup = False
    params.verbosity = -1
    start = time.perf_counter()
    server = xllamacpp.Server(params)
    print(f"open {time.perf_counter() - start:.3f} s, xllamacpp {xllamacpp.__version__}, threads {a.threads}", flush=True)
    draw = random.Random(0)

    def generate(count):
        """All sequences side by side; prompts are new each time, so that none is remembered."""
        prompts = [[draw.randrange(20, a.vocabulary) for _ in range(a.prompt)] for _ in range(a.sequences)]
        made = []

        def one(prompt):
            asked = {"prompt": prompt, "n_predict": count, "temperature": 0, "ignore_eos": True, "cache_prompt": False}
            answer = server.handle_completions(asked)
            made.append(answer["usage"]["completion_tokens"])

        threads = [threading.Thread(target=one, args=(prompt,)) for prompt in prompts]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        assert made == [count] * a.sequences, made
        return took

    generate(2)
    first = statistics.median(generate(1) for _ in range(a.rounds))
    whole = statistics.median(generate(a.new) for _ in range(a.rounds))
    for what, seconds, count in [
        ("prefill", first, a.sequences * a.prompt),
        ("decode", whole - first, a.sequences * (a.new - 1)),
        (f"greedy {a.sequences}x{a.new} after {a.prompt}", whole, a.sequences * a.new),
    ]:
        print(f"{what:44s} {seconds:.3f} s, {count / seconds:.1f} tokens/s", flush=True)


if __name__ == "__main__":
    main()
