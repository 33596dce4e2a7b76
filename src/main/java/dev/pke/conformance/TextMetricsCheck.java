package dev.pke.conformance;

import dev.pke.fault.ModelError;
import dev.pke.measure.Fluency;
import dev.pke.measure.Rouge;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Checks a case of text metrics, which needs no model: ROUGE of pairs, fluency of texts. */
final class TextMetricsCheck {
    private static final double SHARE = 1e-12;
    private static final double BITS = 1e-9;

    private static final String MEAN = "fluency_mean_of_";
    private static final List<String> COUNTS =
            List.of(
                    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten");

    private final JsonNode expected;
    private final CheckRows rows;
    private final List<Pair> pairs;
    private final List<String> texts;

    private record Pair(String target, String prediction) {}

    private TextMetricsCheck(CheckCase given, CheckRows rows) {
        this.expected = given.expected();
        this.rows = rows;
        this.pairs =
                given.inputs()
                        .path("rouge_pairs")
                        .valueStream()
                        .map(p -> new Pair(p.path(0).asString(), p.path(1).asString()))
                        .toList();
        this.texts = strings(given.inputs().path("fluency_texts"));
    }

    /** Whether a case with these inputs is of this kind. */
    static boolean knows(JsonNode inputs) {
        return inputs.has("rouge_pairs") || inputs.has("fluency_texts");
    }

    static void run(CheckCase given, CheckRows rows) {
        var check = new TextMetricsCheck(given, rows);
        check.sameCount("rouge", check.pairs.size());
        check.sameCount("fluency", check.texts.size());
        for (String key : given.expected().propertyNames()) {
            if (key.equals("rouge")) {
                check.first(key).propertyNames().forEach(check::rouge);
            } else if (key.equals("fluency")) {
                check.first(key).propertyNames().forEach(check::fluency);
            } else if (key.startsWith(MEAN)) {
                check.mean(key);
            } else if (!key.equals("made_with")) {
                rows.notBuilt(key);
            }
        }
    }

    private void sameCount(String key, int inputs) {
        if (expected.path(key).size() != inputs) {
            throw new ModelError(
                    "expected.json has %d of %s, inputs.json %d"
                            .formatted(expected.path(key).size(), key, inputs));
        }
    }

    private JsonNode first(String key) {
        return expected.path(key).path(0);
    }

    private void rouge(String key) {
        switch (key) {
            case "target" -> same(key, Pair::target);
            case "prediction" -> same(key, Pair::prediction);
            case "tokens_target" -> words(key, Pair::target);
            case "tokens_prediction" -> words(key, Pair::prediction);
            case "no_stemmer" ->
                    first("rouge").path(key).propertyNames().forEach(this::withoutStemmer);
            default -> rows.notBuilt("rouge " + key);
        }
    }

    /** The texts that the reference says it had are those of the inputs. */
    private void same(String key, Function<Pair, String> side) {
        List<String> wanted = each("rouge").map(e -> e.path(key).asString()).toList();
        rows.equal("rouge " + key, wanted, pairs.stream().map(side).toList());
    }

    private void words(String key, Function<Pair, String> side) {
        rows.equal(
                "rouge " + key,
                each("rouge").map(e -> strings(e.path(key))).toList(),
                pairs.stream().map(side).map(Rouge::words).toList());
    }

    /** Precision, recall and F of every pair, one after another. */
    private void withoutStemmer(String metric) {
        String name = "rouge no_stemmer " + metric;
        if (!metric.matches("rouge([1-9]|L)")) {
            rows.notBuilt(name);
            return;
        }
        double[] wanted =
                each("rouge")
                        .map(e -> e.path("no_stemmer").path(metric))
                        .flatMapToDouble(e ->
                                DoubleStream.of(
                                        e.path("precision").asDouble(Double.NaN),
                                        e.path("recall").asDouble(Double.NaN),
                                        e.path("fmeasure").asDouble(Double.NaN)))
                        .toArray();
        double[] seen =
                pairs.stream()
                        .map(pair -> rouge(metric.charAt(5), pair))
                        .flatMapToDouble(r -> DoubleStream.of(r.precision(), r.recall(), r.f()))
                        .toArray();
        rows.absolute(name, wanted, seen, SHARE);
    }

    private static Rouge rouge(char kind, Pair pair) {
        return kind == 'L'
                ? Rouge.longest(pair.target(), pair.prediction())
                : Rouge.grams(kind - '0', pair.target(), pair.prediction());
    }

    private void fluency(String key) {
        if (key.equals("text")) {
            rows.equal(
                    "fluency text",
                    each("fluency").map(e -> e.path(key).asString()).toList(),
                    texts);
        } else if (key.equals("word_tokenize")) {
            rows.equal(
                    "fluency " + key,
                    each("fluency").map(e -> strings(e.path(key))).toList(),
                    texts.stream().map(Fluency::tokens).toList());
        } else if (key.matches("entropy_[1-9]gram")) {
            int n = key.charAt(8) - '0';
            bits(key, text -> Fluency.entropy(n, Fluency.tokens(text)));
        } else if (key.equals("n_gram_entropy_of_this_alone")) {
            bits(key, Fluency::of);
        } else {
            rows.notBuilt("fluency " + key);
        }
    }

    private void bits(String key, ToDoubleFunction<String> metric) {
        double[] wanted =
                each("fluency").mapToDouble(e -> e.path(key).asDouble(Double.NaN)).toArray();
        double[] seen = texts.stream().mapToDouble(metric).toArray();
        rows.absolute("fluency " + key, wanted, seen, BITS);
    }

    /** The key says of how many texts: "all_six", "first_five". */
    private void mean(String key) {
        String which = key.substring(MEAN.length());
        int count =
                which.startsWith("all_")
                        ? texts.size()
                        : COUNTS.indexOf(which.replaceFirst("^first_", ""));
        if (count < 1 || count > texts.size()) {
            rows.notBuilt(key);
            return;
        }
        double seen = Fluency.mean(texts.subList(0, count));
        rows.number(key, expected.path(key).asDouble(Double.NaN), seen, BITS);
    }

    private Stream<JsonNode> each(String key) {
        return expected.path(key).valueStream();
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
