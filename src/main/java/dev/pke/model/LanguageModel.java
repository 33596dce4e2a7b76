package dev.pke.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.ChatTemplate;
import dev.pke.model.checkpoint.FolderKind;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.folder.GenerationRules;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.CheckpointWriter;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;
import dev.pke.model.weights.Weights;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A causal language model in native memory: it answers prompts, shows what happens inside, and
 * computes with patched weights. Belongs to one thread at a time. Arrays it returns belong to the
 * caller's {@link Scope}.
 *
 * <pre>{@code
 * try (LanguageModel model = LanguageModel.open(folder)) {
 *     model.answer(List.of("hello"), GenerationSettings.greedy(32));
 * }
 * }</pre>
 */
public final class LanguageModel implements AutoCloseable {
    private final Loaded loaded;
    private final ModelConfig config;
    private final Kernels kernels;
    private final Weights weights;
    private final @Nullable Tokenizer tokenizer;
    private @Nullable ChatTemplate template;
    final Decoder decoder;
    private final Losses losses;
    private final Unembedding unembedding;

    private LanguageModel(Loaded loaded) {
        this.loaded = loaded;
        this.config = loaded.config();
        this.kernels = loaded.kernels();
        this.weights = loaded.weights();
        this.tokenizer = loaded.tokenizer();
        this.template = loaded.template();
        this.decoder = new Decoder(kernels, config, weights, loaded.options());
        this.losses = new Losses(kernels);
        this.unembedding = new Unembedding(decoder);
        // A scope that the caller has open must not take the model with it.
        kernels.manager().getManagedArrays().forEach(NDScope::unregister);
    }

    /** Opens a Hugging Face folder on the CPU in its stored precision. */
    public static LanguageModel open(Path folder) {
        return open(folder, ModelOptions.cpu());
    }

    /** Opens a Hugging Face folder; a tokenizer is needed only to answer text. */
    public static LanguageModel open(Path folder, ModelOptions options) {
        return new LanguageModel(Loaded.of(folder, options));
    }

    /** A new model with seeded random weights: matrices N(0, 0.02), norms 1, biases 0, in f32. */
    public static LanguageModel random(
            String name, ModelConfig config, @Nullable Tokenizer tokenizer, long seed) {
        return new LanguageModel(Loaded.random(name, config, tokenizer, seed));
    }

    public String name() {
        return loaded.name();
    }

    public ModelConfig config() {
        return config;
    }

    public Weights weights() {
        return weights;
    }

    /** What rules every answer besides the settings. */
    public GenerationRules rules() {
        return loaded.rules();
    }

    /** What was noticed of the folder and does no harm, a line each. */
    public List<String> notices() {
        return loaded.notices();
    }

    /** The precision weights are held in. */
    public DType dtype() {
        return decoder.dtype;
    }

    /** Losses on this model's device. */
    public Losses losses() {
        return losses;
    }

    /** Losses over the vocabulary for editors, which leave the unembedding as it is. */
    public Unembedding unembedding() {
        return unembedding;
    }

    /** The same with at most so many logits held at once. */
    Unembedding unembedding(long elements) {
        return new Unembedding(decoder, elements);
    }

    public Optional<ChatTemplate> template() {
        return Optional.ofNullable(template);
    }

    /** Sets the day that its chat template writes, where it writes one. */
    public void setDate(LocalDate day) {
        template = template == null ? null : template.on(day);
    }

    public Tokenizer tokenizer() {
        if (tokenizer == null) {
            Path folder = loaded.folder();
            throw folder == null
                    ? new ModelError(name() + " has no tokenizer.json")
                    : FolderKind.withoutTokenizer(folder);
        }
        return tokenizer;
    }

    /** What fills a batch: the config's pad token, else its first end, else 0. */
    public int pad() {
        if (config.pad() >= 0) {
            return config.pad();
        }
        return config.eos().isEmpty() ? 0 : config.eos().getFirst();
    }

    // ---- answering

    /** One answer a prompt, in the prompts' order. */
    public List<String> answer(List<String> prompts, GenerationSettings settings) {
        List<int[]> ids = prompts.stream().map(p -> promptIds(p, settings)).toList();
        return generate(ids, settings, TokenSink.none()).stream()
                .map(a -> text(a.tokens()))
                .toList();
    }

    /** The token ids of a prompt, through the chat template where the settings say so. */
    public int[] promptIds(String prompt, GenerationSettings settings) {
        if (settings.template() == GenerationSettings.Template.ON && template != null) {
            return tokenizer().encodePlain(template.render(settings.system(), prompt));
        }
        return tokenizer().encode(prompt);
    }

    public String text(List<Integer> tokens) {
        return tokenizer().decode(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Answers in token ids, in the prompts' order, made in length-sorted batches. */
    public List<Answer> generate(List<int[]> prompts, GenerationSettings settings, TokenSink sink) {
        return generate(prompts, settings, sink, rules());
    }

    /** Answers of exactly as many tokens as the settings allow: no token ends one. */
    public List<Answer> generateUnstopped(List<int[]> prompts, GenerationSettings settings) {
        return generate(prompts, settings, TokenSink.none(), GenerationRules.none());
    }

    List<Answer> generate(
            List<int[]> prompts,
            GenerationSettings settings,
            TokenSink sink,
            GenerationRules ruled) {
        return Generation.all(decoder, ruled, settings, sink, prompts, pad());
    }

    /** Writes a new Hugging Face folder with these weights and all else as it was read. */
    public void save(Path target) {
        Path folder = loaded.folder();
        Map<String, byte[]> files =
                folder == null
                        ? CheckpointWriter.config(config)
                        : CheckpointWriter.filesBeside(folder);
        CheckpointWriter.write(target, weights, files);
    }

    // ---- looking inside

    /** Logits of every position, (batch, seq, vocab) f32, without gradients. */
    public NDArray logits(TokenBatch batch, Padding padding) {
        return Torch.withoutGradient(() -> {
            Frame frame = decoder.frame(batch, padding);
            NDArray x = decoder.embed(frame, Patch.none()); // (batch, seq, hidden)
            x = decoder.blocks(x, frame, 0, config.blocks(), Patch.none());
            return decoder.logits(x, Patch.none());
        });
    }

    /** Logits (n, vocab) f32 at n flat positions with a patch in force, differentiable in it. */
    public NDArray logits(TokenBatch batch, int[] spots, Patch patch) {
        Frame frame = decoder.frame(batch, Padding.UNSEEN);
        NDArray x = decoder.embed(frame, patch); // (batch, seq, hidden)
        x = decoder.blocks(x, frame, 0, config.blocks(), patch);
        return decoder.logits(decoder.pick(x, spots), patch);
    }

    /** Residuals and neurons of every block, without gradients. */
    public Activations activations(TokenBatch batch, Padding padding) {
        return Activations.of(decoder, batch, padding);
    }

    /** Activations and gradients of the mean NLL of the batch's labels, as factors. */
    public Trace trace(TokenBatch batch) {
        return Trace.of(decoder, unembedding, batch);
    }

    /** What every neuron writes into the choice between two next tokens, [block][neuron]. */
    public float[][] directPath(int[] text, int unwanted, int wanted) {
        return DirectPath.of(decoder, text, unwanted, wanted, pad());
    }

    /** A copy of a region's columns of down_proj, turned over: (neurons, hidden) f32. */
    public NDArray columns(Region region) {
        NDArray columns =
                kernels.tensors().columns(weights.down(region.block()), decoder.at(region));
        return kernels.tensors().cast(columns, DType.F32).transpose();
    }

    /** What directions (n, hidden) say: weights and tokens of those promoted, then suppressed. */
    public NDList spoken(NDArray directions, int count) {
        return kernels.gradients().spoken(directions, decoder.ends(), count);
    }

    /** What no patch of block {@code lowest}'s down_proj and above it can move. */
    public Frozen frozen(int lowest) {
        return new Frozen(decoder, lowest, Frozen.Upto.DOWN);
    }

    // ---- training

    /** Every tensor as an f32 leaf: what training a whole model steps. */
    public Patch trainable() {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        weights.names().forEach(name -> leaves.put(name, leaf(name)));
        return Patch.tensors(leaves);
    }

    /**
     * A copy of a tensor in f32 that requires a gradient and outlives no scope but the caller's.
     */
    public NDArray leaf(String tensor) {
        return kernels.tensors().leaf(weights.tensor(tensor), DType.F32);
    }

    /** A region's columns of down_proj as an f32 leaf, (hidden, neurons). */
    public Patch.Columns leaf(Region region) {
        NDArray columns = // (hidden, neurons)
                kernels.tensors().columns(weights.down(region.block()), decoder.at(region));
        return new Patch.Columns(region, kernels.tensors().leaf(columns, DType.F32));
    }

    /** Overwrites a leaf's values, leaving its place in the optimiser. */
    public void assign(NDArray leaf, NDArray values) {
        kernels.tensors().put(leaf, values);
    }

    /** An optimiser over leaves. */
    public Adam adam(NDList leaves, Adam.Settings settings) {
        return new Adam(kernels, leaves, settings);
    }

    public Kernels kernels() {
        return kernels;
    }

    /** The number of native arrays that are open: flat over many steps. */
    int liveArrays() {
        return kernels.manager().getManagedArrays().size();
    }

    @Override
    public void close() {
        decoder.close();
        if (tokenizer != null) {
            tokenizer.close();
        }
        var manager = kernels.manager();
        kernels.close();
        manager.close();
    }
}
