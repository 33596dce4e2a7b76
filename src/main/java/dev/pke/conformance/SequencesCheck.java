package dev.pke.conformance;

import ai.djl.ndarray.NDArray;

import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Padding;
import dev.pke.model.weights.TokenBatch;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Checks what a case of a real model holds, which is too large for all of its logits: how texts and
 * prompts become tokens, logits at places of some sequences, and greedy answers.
 */
final class SequencesCheck {
    private final LanguageModel model;
    private final JsonNode given;
    private final CheckRows rows;

    SequencesCheck(LanguageModel model, JsonNode given, CheckRows rows) {
        this.model = model;
        this.given = given;
        this.rows = rows;
    }

    /** Every quantity that is there; logits within the case's own tolerance. */
    void run() {
        texts();
        var settings = GenerationSettings.greedy(1);
        for (JsonNode each : given.path("prompts")) {
            String prompt = each.path("text").asString();
            rows.equal(
                    "prompt " + brief(prompt),
                    CheckCase.ids(each.path("ids")),
                    model.promptIds(prompt, settings));
        }
        int number = 0;
        for (JsonNode each : given.path("sequences")) {
            String name = "sequence " + ++number;
            int[] ids = CheckCase.ids(each.path("input_ids"));
            try (var _ = Scope.open()) {
                logits(name, ids, each.path("logits"));
                greedy(name, ids, CheckCase.ids(each.path("greedy")));
            }
        }
    }

    private void texts() {
        for (JsonNode each : given.path("texts")) {
            String text = each.path("text").asString();
            rows.equal(
                    "text " + brief(text),
                    CheckCase.ids(each.path("ids")),
                    model.tokenizer().encodePlain(text));
        }
    }

    /** Logits of some tokens at the last place. */
    private void logits(String name, int[] ids, JsonNode wanted) {
        int[] tokens = CheckCase.ids(wanted.path("tokens"));
        if (tokens.length == 0) {
            return;
        }
        NDArray all = model.logits(TokenBatch.right(List.of(ids), model.pad()), Padding.UNSEEN);
        double[] seen = ForwardCheck.doubles(all.get("0, -1"));
        double[] expected = new double[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            expected[i] = wanted.path("values").path(i).asDouble();
        }
        rows.absolute(
                name + " logits",
                expected,
                Arrays.stream(tokens).mapToDouble(token -> seen[token]).toArray(),
                given.path("tolerance").asDouble());
    }

    private void greedy(String name, int[] ids, int... wanted) {
        if (wanted.length == 0) {
            return;
        }
        var settings = GenerationSettings.greedy(wanted.length);
        Answer answer = model.generate(List.of(ids), settings, (row, token) -> {}).getFirst();
        List<Integer> until = new ArrayList<>();
        for (int token : wanted) {
            if (model.rules().eos().contains(token)) {
                break;
            }
            until.add(token);
        }
        rows.equal(name + " greedy", until, answer.tokens());
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= 24 ? line : line.substring(0, 24) + "...";
    }
}
