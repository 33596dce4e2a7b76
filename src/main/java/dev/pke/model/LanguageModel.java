package dev.pke.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.Ids;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.ChatTemplate;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.Json;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.torch.Adam;
import dev.pke.model.torch.DType;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.CheckpointWriter;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.ModelSize;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.Patch;
import dev.pke.model.weights.Placement;
import dev.pke.model.weights.RandomWeights;
import dev.pke.model.weights.Region;
import dev.pke.model.weights.TokenBatch;
import dev.pke.model.weights.WeightMap;
import dev.pke.model.weights.Weights;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    private final String name;
    private final @Nullable Path folder;
    private final ModelConfig config;
    private final @Nullable Tokenizer tokenizer;
    private final @Nullable ChatTemplate template;
    private final Set<Integer> stops;
    private final Kernels kernels;
    private final Weights weights;
    private final Decoder decoder;
    private final Losses losses;
    private final Unembedding unembedding;

    private LanguageModel(
            String name,
            @Nullable Path folder,
            ModelConfig config,
            @Nullable Tokenizer tokenizer,
            @Nullable ChatTemplate template,
            Set<Integer> stops,
            Kernels kernels,
            Weights weights,
            ModelOptions options) {
        this.name = name;
        this.folder = folder;
        this.config = config;
        this.tokenizer = tokenizer;
        this.template = template;
        this.stops = Set.copyOf(stops);
        this.kernels = kernels;
        this.weights = weights;
        this.decoder = new Decoder(kernels, config, weights, options);
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
        ModelConfig config = ModelConfig.read(folder);
        Architecture architecture = Architecture.of(config.modelType());
        ModelSize.of(folder, options).check();
        Checkpoint checkpoint = Checkpoint.open(folder);
        Kernels kernels =
                Kernels.compile(Torch.manager(options.devices().getFirst()), config.constants());
        Weights weights =
                WeightMap.load(kernels, architecture, checkpoint, Placement.of(options, config));
        return new LanguageModel(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                folder,
                config,
                Files.exists(folder.resolve("tokenizer.json")) ? Tokenizer.read(folder) : null,
                ChatTemplate.read(folder).orElse(null),
                stops(folder, config),
                kernels,
                weights,
                options);
    }

    /** A new model with seeded random weights: matrices N(0, 0.02), norms 1, biases 0, in f32. */
    public static LanguageModel random(
            String name, ModelConfig config, @Nullable Tokenizer tokenizer, long seed) {
        Kernels kernels = Kernels.compile(Torch.manager(Device.cpu()), config.constants());
        Weights weights = RandomWeights.of(kernels, config, seed);
        var stops = new LinkedHashSet<>(config.eos());
        return new LanguageModel(
                name, null, config, tokenizer, null, stops, kernels, weights, ModelOptions.cpu());
    }

    /** What config.json and generation_config.json say ends an answer. */
    private static Set<Integer> stops(Path folder, ModelConfig config) {
        Set<Integer> stops = new LinkedHashSet<>(config.eos());
        Path file = folder.resolve("generation_config.json");
        if (Files.exists(file)) {
            stops.addAll(Ids.read(Json.read(file), "eos_token_id"));
        }
        return stops;
    }

    public String name() {
        return name;
    }

    public ModelConfig config() {
        return config;
    }

    public Weights weights() {
        return weights;
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

    public Tokenizer tokenizer() {
        if (tokenizer == null) {
            throw new ModelError(name + " has no tokenizer.json");
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
            return tokenizer().encodePlain(template.render(prompt));
        }
        return tokenizer().encode(prompt);
    }

    public String text(List<Integer> tokens) {
        return tokenizer().decode(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Answers in token ids, in the prompts' order, made in length-sorted batches. */
    public List<Answer> generate(List<int[]> prompts, GenerationSettings settings, TokenSink sink) {
        return generate(prompts, settings, sink, stops);
    }

    /** Answers of exactly as many tokens as the settings allow: no token ends one. */
    public List<Answer> generateUnstopped(List<int[]> prompts, GenerationSettings settings) {
        return generate(prompts, settings, TokenSink.none(), Set.of());
    }

    List<Answer> generate(
            List<int[]> prompts, GenerationSettings settings, TokenSink sink, Set<Integer> stopAt) {
        return Generation.all(decoder, stopAt, settings, sink, prompts, pad());
    }

    /** Writes a new Hugging Face folder with these weights and all else as it was read. */
    public void save(Path target) {
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

    /** What no patch of block {@code lowest}'s down_proj and above it can move. */
    public Frozen frozen(int lowest) {
        return new Frozen(decoder, lowest);
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
