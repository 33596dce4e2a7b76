package dev.pke.conformance;

import dev.pke.model.EditTokens;
import dev.pke.model.TokenPair;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An edit task in token ids, as a case's inputs write it. */
final class CaseTokens {
    private static final int BLANK = ' ' + 3; // the cases' tokens are bytes, behind three others

    private CaseTokens() {}

    static EditTokens of(JsonNode inputs) {
        List<TokenPair> safe = new ArrayList<>();
        List<TokenPair> unsafe = new ArrayList<>();
        List<TokenPair> constraints = new ArrayList<>();
        inputs.path("constraints").forEach(one -> constraints.add(pair(one, "answer")));
        List<EditTokens.Framing> frames = new ArrayList<>();
        for (JsonNode one : inputs.path("instances")) {
            safe.add(pair(one, "safe"));
            unsafe.add(pair(one, "unsafe"));
            if (one.has("question")) {
                frames.add(framing(one, constraints));
            }
        }
        return new EditTokens(safe, unsafe, constraints, frames);
    }

    /** Of a case whose tokens are bytes, behind one that begins a text. */
    private static EditTokens.Framing framing(JsonNode one, List<TokenPair> constraints) {
        List<EditTokens.Framing.Said> ordinary =
                constraints.stream().map(each -> said(rest(each.prompt()))).toList();
        var question = said(CheckCase.ids(one.path("question")));
        return new EditTokens.Framing(1, one.path("prompt").size(), question, ordinary);
    }

    private static EditTokens.Framing.Said said(int... text) {
        return behind ->
                behind ? IntStream.concat(IntStream.of(BLANK), IntStream.of(text)).toArray() : text;
    }

    private static int[] rest(int... prompt) {
        return Arrays.copyOfRange(prompt, 1, prompt.length);
    }

    private static TokenPair pair(JsonNode one, String answer) {
        return new TokenPair(CheckCase.ids(one.path("prompt")), CheckCase.ids(one.path(answer)));
    }
}
