package dev.pke.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.IValue;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.ActivationFunction;
import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.Roberta;
import dev.pke.model.architecture.Scales;
import dev.pke.model.checkpoint.Checkpoint;
import dev.pke.model.checkpoint.Json;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Scope;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.Frame;
import dev.pke.model.weights.Placement;
import dev.pke.model.weights.TokenBatch;
import dev.pke.model.weights.WeightMap;
import dev.pke.model.weights.Weights;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A RoBERTa sequence classifier from a Hugging Face folder: a text to one number a label. The form
 * of SafeEdit's safety classifier. Belongs to one thread at a time.
 */
public final class SequenceClassifier implements AutoCloseable {
    private static final String SUPPORTED = "roberta";

    private final Json config;
    private final Kernels kernels;
    private final Weights weights;
    private final @Nullable Tokenizer tokenizer;
    private final List<IValue> blocks = new ArrayList<>();
    private final IValue ends;

    private SequenceClassifier(Json config, Kernels kernels, Weights weights, Path folder) {
        this.config = config;
        this.kernels = kernels;
        this.weights = weights;
        this.tokenizer =
                Files.exists(folder.resolve("tokenizer.json")) ? Tokenizer.read(folder) : null;
        for (int l = 0; l < config.integer("num_hidden_layers"); l++) {
            Map<String, NDArray> parts = new LinkedHashMap<>();
            Roberta.block(l).forEach((part, name) -> put(parts, part, name));
            blocks.add(Kernels.parts(parts));
        }
        Map<String, NDArray> parts = new LinkedHashMap<>();
        parts.put("words", weights.tensor("roberta.embeddings.word_embeddings.weight"));
        parts.put("places", weights.tensor("roberta.embeddings.position_embeddings.weight"));
        parts.put("types", weights.tensor("roberta.embeddings.token_type_embeddings.weight"));
        put(parts, "norm", "roberta.embeddings.LayerNorm");
        put(parts, "dense", "classifier.dense");
        put(parts, "out", "classifier.out_proj");
        this.ends = Kernels.parts(parts);
    }

    /** Opens the folder. */
    public static SequenceClassifier open(Path folder) {
        Json config = Json.read(folder.resolve("config.json"));
        if (!config.text("model_type").equals(SUPPORTED)) {
            throw new ModelError(
                    "model_type %s is not supported as a classifier; supported: %s"
                            .formatted(config.text("model_type"), SUPPORTED));
        }
        Kernels kernels = Kernels.compile(Torch.manager(Device.cpu()), constants(config));
        // Its names are its own: no decoder's parts are looked for.
        Weights weights =
                WeightMap.load(
                        kernels, Architecture.NONE, Checkpoint.open(folder), Placement.cpu());
        return new SequenceClassifier(config, kernels, weights, folder);
    }

    private static Map<String, Object> constants(Json config) {
        int hidden = config.integer("hidden_size");
        int heads = config.integer("num_attention_heads");
        Map<String, Object> c = new LinkedHashMap<>();
        c.put("hidden", hidden);
        c.put("heads", heads);
        c.put("kv_heads", heads);
        c.put("head", hidden / heads);
        c.put("norm_kind", "layer");
        c.put("norm_eps", config.number("layer_norm_eps", 1e-5));
        c.put("activation", ActivationFunction.read(config.text("hidden_act", "gelu")));
        Scales.of(1 / Math.sqrt((double) hidden / heads)).into(c);
        return c;
    }

    private void put(Map<String, NDArray> parts, String part, String name) {
        parts.put(part, weights.tensor(name + ".weight"));
        parts.put(part + ".bias", weights.tensor(name + ".bias"));
    }

    /** Fills batches; also marks, in ids, what is padding. */
    public int pad() {
        return config.integer("pad_token_id", 1);
    }

    /** The longest text it reads, tokens. */
    public int maxTokens() {
        return config.integer("max_position_embeddings") - pad() - 1;
    }

    /** A text's ids with its special tokens, cut on the right to at most {@code limit} tokens. */
    public int[] encode(String text, int limit) {
        if (tokenizer == null) {
            throw new ModelError("the classifier has no tokenizer.json");
        }
        int[] ids = tokenizer.encode(text);
        int most = Math.min(limit, maxTokens());
        if (ids.length <= most) {
            return ids;
        }
        int[] cut = Arrays.copyOf(ids, most);
        cut[most - 1] = ids[ids.length - 1]; // the end token stays
        return cut;
    }

    /** Logits, [text][label]. */
    public float[][] logits(List<int[]> texts) {
        TokenBatch batch = TokenBatch.right(texts, pad());
        try (var _ = Scope.open()) {
            NDArray keys = Frame.array(kernels, batch.mask());
            NDArray x =
                    kernels.encoder()
                            .embed(
                                    Frame.array(kernels, batch.ids()),
                                    Frame.array(kernels, places(batch)),
                                    ends);
            NDArray seen = kernels.encoder().keyMask(keys, x); // (batch, 1, 1, seq)
            for (IValue block : blocks) {
                x = kernels.encoder().block(x, block, seen);
            }
            float[] flat = kernels.encoder().classify(x, ends).toFloatArray();
            int labels = flat.length / batch.size();
            float[][] logits = new float[batch.size()][];
            for (int b = 0; b < logits.length; b++) {
                logits[b] = Arrays.copyOfRange(flat, b * labels, (b + 1) * labels);
            }
            return logits;
        }
    }

    /** Probabilities of the labels, [text][label]. */
    public double[][] probabilities(List<int[]> texts) {
        float[][] logits = logits(texts);
        double[][] p = new double[logits.length][];
        for (int b = 0; b < p.length; b++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (float logit : logits[b]) {
                largest = Math.max(largest, logit);
            }
            p[b] = new double[logits[b].length];
            double sum = 0;
            for (int i = 0; i < p[b].length; i++) {
                p[b][i] = Math.exp(logits[b][i] - largest);
                sum += p[b][i];
            }
            for (int i = 0; i < p[b].length; i++) {
                p[b][i] /= sum;
            }
        }
        return p;
    }

    /** As RoBERTa counts: the first token is at pad + 1, padding at pad. */
    private int[][] places(TokenBatch batch) {
        int[][] places = new int[batch.size()][batch.width()];
        for (int b = 0; b < places.length; b++) {
            for (int t = 0; t < places[b].length; t++) {
                places[b][t] = batch.mask()[b][t] == 0 ? pad() : pad() + 1 + t;
            }
        }
        return places;
    }

    @Override
    public void close() {
        blocks.forEach(IValue::close);
        ends.close();
        if (tokenizer != null) {
            tokenizer.close();
        }
        var manager = kernels.manager();
        kernels.close();
        manager.close();
    }
}
