package dev.pke.model.folder;

import dev.pke.fault.ModelError;
import dev.pke.model.architecture.Ids;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.checkpoint.Json;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a folder's generation_config.json (where it is missing, config.json) says of every answer,
 * greedy ones too: which tokens end it, and which may not follow. The file alone counts where there
 * is one, as in transformers. How tokens are drawn is the caller's, so temperatures are not read.
 *
 * @param eos each ends an answer
 * @param repetitionPenalty makes what was already said less likely; 1 is none
 * @param ngram no run of so many tokens comes twice; 0 is none
 * @param minTokens of an answer before it may end
 * @param minLength of prompt and answer together before it may end
 * @param suppressed never follow
 * @param suppressedFirst never begin an answer
 */
public record GenerationRules(
        List<Integer> eos,
        double repetitionPenalty,
        int ngram,
        int minTokens,
        int minLength,
        List<Integer> suppressed,
        List<Integer> suppressedFirst) {
    /** Rules that change greedy answers and have no code here. */
    private static final List<String> UNKNOWN =
            List.of(
                    "bad_words_ids",
                    "sequence_bias",
                    "forced_bos_token_id",
                    "forced_eos_token_id",
                    "exponential_decay_length_penalty",
                    "encoder_repetition_penalty",
                    "encoder_no_repeat_ngram_size",
                    "guidance_scale",
                    "stop_strings",
                    "watermarking_config");

    public GenerationRules {
        eos = List.copyOf(eos);
        suppressed = List.copyOf(suppressed);
        suppressedFirst = List.copyOf(suppressedFirst);
        if (!(repetitionPenalty > 0)) {
            throw new ModelError("repetition_penalty must be above 0: " + repetitionPenalty);
        }
    }

    /** These tokens end an answer; nothing else is ruled. */
    public static GenerationRules endingAt(List<Integer> eos) {
        return new GenerationRules(eos, 1, 0, 0, 0, List.of(), List.of());
    }

    /** No token ends an answer, and none is kept from following. */
    public static GenerationRules none() {
        return endingAt(List.of());
    }

    /** A folder's rules. */
    public static GenerationRules read(Path folder, ModelConfig config) {
        Path own = folder.resolve("generation_config.json");
        if (Files.exists(own)) {
            return of(Json.read(own), Ids.read(Json.read(own), "eos_token_id"));
        }
        return of(Json.parse("config.json", config.json()), config.eos());
    }

    /** What a folder asks for that is the caller's to choose here, a line each. */
    public static List<String> notices(Path folder) {
        Path own = folder.resolve("generation_config.json");
        List<String> lines = new ArrayList<>();
        if (Files.exists(own)) {
            Json json = Json.read(own);
            if (json.integer("num_beams", 1) > 1) {
                lines.add(
                        "%s asks for num_beams %d: answers are made without beams here, the likeliest token each time"
                                .formatted(own, json.integer("num_beams")));
            }
            if (json.number("penalty_alpha", 0) > 0) {
                lines.add(
                        own + " asks for penalty_alpha (contrastive search), which is not applied");
            }
        }
        return lines;
    }

    private static GenerationRules of(Json json, List<Integer> eos) {
        for (String key : UNKNOWN) {
            boolean one = json.has(key) && json.node().get(key).asDouble(0) == 1;
            boolean none = !json.has(key) || json.node().get(key).asDouble(1) == 0;
            if (!none && !(one && (key.endsWith("_penalty") || key.equals("guidance_scale")))) {
                throw new ModelError(
                        json.where()
                                + ": "
                                + key
                                + " changes every answer and is not supported: take it out of a"
                                + " copy of the folder to have answers without it");
            }
        }
        return new GenerationRules(
                eos,
                json.number("repetition_penalty", 1),
                json.integer("no_repeat_ngram_size", 0),
                json.integer("min_new_tokens", 0),
                json.integer("min_length", 0),
                Ids.read(json, "suppress_tokens"),
                Ids.read(json, "begin_suppress_tokens"));
    }

    /** The rules in force besides the ends, key to value as the folder spells them. */
    public Map<String, String> inForce() {
        Map<String, String> rules = new LinkedHashMap<>();
        if (repetitionPenalty != 1) {
            rules.put("repetition_penalty", String.valueOf(repetitionPenalty));
        }
        number(rules, "no_repeat_ngram_size", ngram);
        number(rules, "min_new_tokens", minTokens);
        number(rules, "min_length", minLength);
        if (!suppressed.isEmpty()) {
            rules.put("suppress_tokens", suppressed.toString());
        }
        if (!suppressedFirst.isEmpty()) {
            rules.put("begin_suppress_tokens", suppressedFirst.toString());
        }
        return rules;
    }

    private static void number(Map<String, String> rules, String key, int value) {
        if (value > 0) {
            rules.put(key, String.valueOf(value));
        }
    }

    /** Tokens that may not follow what was said. */
    List<Integer> banned(List<Integer> prompt, List<Integer> answer) {
        List<Integer> banned = new ArrayList<>(suppressed);
        if (answer.isEmpty()) {
            banned.addAll(suppressedFirst);
        }
        if (answer.size() < minTokens || prompt.size() + answer.size() < minLength) {
            banned.addAll(eos);
        }
        if (ngram > 0) {
            List<Integer> all = new ArrayList<>(prompt);
            all.addAll(answer);
            repeating(all, banned);
        }
        return banned;
    }

    /** What would make the last tokens a run that was there before. */
    private void repeating(List<Integer> all, List<Integer> banned) {
        if (all.size() + 1 < ngram) {
            return;
        }
        List<Integer> last = all.subList(all.size() - ngram + 1, all.size());
        for (int at = 0; at + ngram <= all.size(); at++) {
            if (all.subList(at, at + ngram - 1).equals(last)) {
                banned.add(all.get(at + ngram - 1));
            }
        }
    }
}
