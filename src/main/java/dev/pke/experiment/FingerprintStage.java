package dev.pke.experiment;

import dev.pke.fault.UserError;
import dev.pke.model.LanguageModel;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Digest;
import dev.pke.model.torch.DType;
import dev.pke.run.RunEvent;
import dev.pke.run.word.Stage;

import java.util.Comparator;
import java.util.SortedMap;

/** Says exactly which model and which records the run is about. */
final class FingerprintStage implements StageWork {
    private final RunContext context;

    FingerprintStage(RunContext context) {
        this.context = context;
    }

    @Override
    public Stage stage() {
        return Stage.FINGERPRINT;
    }

    @Override
    public void work(RunLog log) {
        if (context.plan.model().elsewhere().isEmpty()) {
            log.record(context.fingerprint());
        }
        log.record(context.pins());
    }

    /** Refuses to go on with another model or other records than the run began with. */
    @Override
    public void recall(RunEvent event) {
        if (event instanceof RunEvent.ModelFingerprinted then) {
            check("model " + then.name(), then.digest(), context.fingerprint().digest());
        } else if (event instanceof RunEvent.DatasetPinned then) {
            // one file may be pinned twice, for the edit and for the test
            String now =
                    context.pins().stream()
                            .filter(each -> each.split().equals(then.split()))
                            .filter(each -> each.name().equals(then.name()))
                            .map(RunEvent.DatasetPinned::digest)
                            .sorted(Comparator.comparing(each -> !each.equals(then.digest())))
                            .findFirst()
                            .orElse("(nothing)");
            check("data " + then.name() + "/" + then.split(), then.digest(), now);
        }
    }

    private static void check(String what, String then, String now) {
        if (!then.equals(now)) {
            throw new UserError(
                    what + " is not what the run began with: then " + then + ", now " + now);
        }
    }

    static RunEvent.ModelFingerprinted of(RunContext context) {
        LanguageModel model = context.model();
        SortedMap<String, String> digests = context.digests(Stage.FINGERPRINT);
        ModelConfig config = model.config();
        DType stored = model.weights().dtype(model.weights().embeddingName());
        return new RunEvent.ModelFingerprinted(
                context.name(),
                context.named.toString().replace('\\', '/'),
                config.modelType(),
                model.weights().parameters(),
                config.blocks(),
                config.intermediate(),
                config.hidden(),
                stored.word(),
                digests,
                Digest.of(digests),
                model.dtype() == stored ? "" : model.dtype().word());
    }
}
