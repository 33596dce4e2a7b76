package dev.pke.conformance;

import ai.djl.ndarray.NDArray;

import dev.pke.fault.ModelError;
import dev.pke.fault.UserError;
import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.checkpoint.JsonFile;
import dev.pke.model.checkpoint.RawTensor;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Checks a folder as it was published, with case.json beside it: computed as transformers computes
 * it, or refused in one line that holds the words the case asks for.
 */
public final class FolderCheck {
    private static final String CASE = "case.json";

    /** The largest logits are 8: f32 sums in another order differ by some 1e-6 of that. */
    private static final double LOGITS = 5e-5;

    private final Path folder;
    private final JsonNode given;
    private final CheckRows rows;

    private FolderCheck(Path folder, JsonNode given, CheckRows rows) {
        this.folder = folder;
        this.given = given;
        this.rows = rows;
    }

    /** Whether a folder is such a case. */
    public static boolean knows(Path folder) {
        return Files.exists(folder.resolve(CASE));
    }

    /**
     * Every quantity.
     *
     * @param open opens a folder as the user wants it
     */
    public static List<CheckRows.Row> check(Path folder, Function<Path, LanguageModel> open) {
        var check =
                new FolderCheck(
                        folder, JsonFile.object(folder.resolve(CASE)).node(), new CheckRows());
        String expect = check.given.path("expect").asString("");
        switch (expect) {
            case "logits" -> {
                try (LanguageModel model = open.apply(folder);
                        var _ = Scope.open()) {
                    if (check.given.has("input_ids")) {
                        check.logits(model);
                        check.greedy(model);
                    }
                    new SequencesCheck(model, check.given, check.rows).run();
                }
            }
            case "refusal" -> check.refusal(open);
            default ->
                    throw new UserError(
                            folder.resolve(CASE) + ": expect is neither logits nor refusal");
        }
        return check.rows.rows();
    }

    private void logits(LanguageModel model) {
        TokenBatch batch = TokenBatch.right(List.of(ids()), model.pad());
        NDArray seen = model.logits(batch, Padding.UNSEEN);
        rows.absolute("logits", expected(), ForwardCheck.doubles(seen), LOGITS);
    }

    /** Tokens up to an end: what a reference puts after it is filling. */
    private void greedy(LanguageModel model) {
        int[] want = CheckCase.ids(given.path("greedy"));
        if (want.length == 0) {
            return;
        }
        var settings =
                GenerationSettings.greedy(want.length).with(GenerationSettings.Overflow.GO_ON);
        Answer answer = model.generate(List.of(ids()), settings, (row, token) -> {}).getFirst();
        List<Integer> ends = model.rules().eos();
        List<Integer> wanted = new ArrayList<>();
        for (int token : want) {
            if (ends.contains(token)) {
                break;
            }
            wanted.add(token);
        }
        rows.equal("greedy", wanted, answer.tokens());
    }

    private void refusal(Function<Path, LanguageModel> open) {
        String says = given.path("says").asString();
        String seen;
        try (LanguageModel model = open.apply(folder)) {
            seen = "opened as " + model.config().modelType();
        } catch (UserError refused) {
            seen = String.valueOf(refused.getMessage());
        }
        boolean held = seen.contains(says) && !seen.contains("\n");
        rows.equal("refusal says " + says, List.of(says), List.of(held ? says : seen));
    }

    private int[] ids() {
        return CheckCase.ids(given.path("input_ids"));
    }

    private double[] expected() {
        RawTensor logits =
                CheckCase.tensors(folder.resolve("expected.safetensors")).tensors().get("logits");
        if (logits == null) {
            throw new ModelError(folder + "/expected.safetensors lacks logits");
        }
        return logits.numbers();
    }
}
