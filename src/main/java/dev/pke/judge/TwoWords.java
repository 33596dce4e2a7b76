package dev.pke.judge;

import dev.pke.fault.ModelError;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.setting.Toggle;
import dev.pke.model.watch.NextToken;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A causal language model in a folder that is asked for one of two words. It is never made to
 * speak: the logits of the words' first tokens, right after the text, say which it would.
 */
final class TwoWords implements AutoCloseable {
    private final LanguageModel model;
    private final int first;
    private final int second;

    /**
     * @param judge who asks, for a fault
     */
    TwoWords(String judge, String folder, List<String> words) {
        if (folder.equals("none")) {
            throw new ModelError(judge + " needs a model: say its folder in key folder");
        }
        this.model = LanguageModel.open(Path.of(folder));
        int[] ids = words.stream().mapToInt(word -> token(judge, word)).toArray();
        this.first = ids[0];
        this.second = ids[1];
        if (first == second) {
            model.close();
            throw new ModelError(
                    "%s: '%s' and '%s' begin with the same token"
                            .formatted(judge, words.getFirst(), words.getLast()));
        }
    }

    private int token(String judge, String word) {
        int[] ids = model.tokenizer().encodePlain(word);
        if (ids.length == 0) {
            throw new ModelError(judge + ": '" + word + "' is no token of the model");
        }
        return ids[0];
    }

    /** How likely the first word is beside the second, after each text; so many side by side. */
    double[] first(List<String> texts, Toggle chat, int batch) {
        return first(texts, chat, batch, "");
    }

    /**
     * The same where the model says something else before its word.
     *
     * @param lead what it says then, in tokens of its own: the text's last one never takes it in
     */
    double[] first(List<String> texts, Toggle chat, int batch, String lead) {
        GenerationSettings asked =
                GenerationSettings.greedy(1)
                        .with(
                                chat == Toggle.ON
                                        ? GenerationSettings.Template.ON
                                        : GenerationSettings.Template.OFF);
        int[] before = lead.isEmpty() ? new int[0] : model.tokenizer().encodePlain(lead);
        List<int[]> ids =
                texts.stream()
                        .map(text -> model.promptIds(text, asked))
                        .map(text -> join(text, before))
                        .toList();
        return IntStream.range(0, (ids.size() + batch - 1) / batch)
                .mapToObj(i -> ids.subList(i * batch, Math.min(ids.size(), (i + 1) * batch)))
                .map(some -> NextToken.preference(model, some, first, second))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static int[] join(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    @Override
    public void close() {
        model.close();
    }
}
