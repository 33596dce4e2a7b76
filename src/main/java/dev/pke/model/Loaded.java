package dev.pke.model;

import ai.djl.Device;

import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.ChatTemplate;
import dev.pke.model.checkpoint.Tokenizer;
import dev.pke.model.folder.GenerationRules;
import dev.pke.model.folder.Opened;
import dev.pke.model.torch.Kernels;
import dev.pke.model.torch.Torch;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.ModelSize;
import dev.pke.model.weights.Placement;
import dev.pke.model.weights.RandomWeights;
import dev.pke.model.weights.WeightMap;
import dev.pke.model.weights.Weights;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * What a language model is made of, in native memory.
 *
 * @param name of the model
 * @param folder it was read from; null where it was made
 * @param config what config.json says
 * @param tokenizer of the folder, if any
 * @param template of the folder, if any
 * @param rules of every answer besides the settings
 * @param notices what was noticed of the folder and does no harm, a line each
 * @param kernels compiled for the config
 * @param weights placed as the options say
 * @param options they were loaded by
 */
record Loaded(
        String name,
        @Nullable Path folder,
        ModelConfig config,
        @Nullable Tokenizer tokenizer,
        @Nullable ChatTemplate template,
        GenerationRules rules,
        List<String> notices,
        Kernels kernels,
        Weights weights,
        ModelOptions options) {
    Loaded {
        notices = List.copyOf(notices);
    }

    /** A Hugging Face folder. */
    static Loaded of(Path folder, ModelOptions options) {
        // libtorch, and then the weights, take as long to load as all that is read meanwhile
        var reading = new FutureTask<>(() -> Opened.of(folder));
        var texts = new FutureTask<>(() -> Optional.ofNullable(tokenizer(folder)));
        Runnable both =
                () -> {
                    reading.run();
                    if (reading.state() == Future.State.SUCCESS) {
                        texts.run();
                    }
                };
        Thread.ofPlatform().daemon().name("pke-folder").start(both);
        Torch.start();
        Opened opened = got(reading);
        ModelSize size = ModelSize.of(folder, options);
        size.check();
        ModelConfig config = opened.config();
        Kernels kernels =
                Kernels.compile(Torch.manager(options.devices().getFirst()), config.constants());
        Weights weights =
                WeightMap.load(
                        kernels,
                        opened.architecture(),
                        opened.checkpoint(),
                        Placement.of(options, size));
        return new Loaded(
                folder.toAbsolutePath().normalize().getFileName().toString(),
                folder,
                config,
                got(texts).orElse(null),
                ChatTemplate.read(folder).orElse(null),
                GenerationRules.read(folder, config),
                Stream.concat(opened.notices().stream(), GenerationRules.notices(folder).stream())
                        .toList(),
                kernels,
                weights,
                options);
    }

    private static @Nullable Tokenizer tokenizer(Path folder) {
        return Files.exists(folder.resolve("tokenizer.json")) ? Tokenizer.read(folder) : null;
    }

    private static <T> T got(FutureTask<T> reading) {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a model was read", e);
        }
    }

    /** Seeded random weights on the CPU. */
    static Loaded random(
            String name, ModelConfig config, @Nullable Tokenizer tokenizer, long seed) {
        Kernels kernels = Kernels.compile(Torch.manager(Device.cpu()), config.constants());
        Weights weights = RandomWeights.of(kernels, config, seed);
        return new Loaded(
                name,
                null,
                config,
                tokenizer,
                null,
                GenerationRules.endingAt(config.eos()),
                List.of(),
                kernels,
                weights,
                ModelOptions.cpu());
    }
}
