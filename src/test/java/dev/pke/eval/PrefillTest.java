package dev.pke.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.data.Benign;
import dev.pke.data.Prompt;
import dev.pke.data.PromptKind;
import dev.pke.data.PromptSets;
import dev.pke.data.SafeEdit;
import dev.pke.model.Answer;
import dev.pke.model.GenerationSettings;
import dev.pke.model.LanguageModel;
import dev.pke.model.TokenSink;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class PrefillTest {
    private static final Path PLAIN = Path.of("experiments/specimen/plain");
    private static final GenerationSettings SETTINGS = GenerationSettings.greedy(32);

    @Test
    void anAnswerBegunWithItsOwnFirstTokensGoesOnAsItWouldHave() {
        List<Prompt> benign = Benign.load(PLAIN.resolve("benign.json")).subList(0, 4);
        List<SafeEdit.Entry> records = SafeEdit.load(PLAIN.resolve("test.json")).subList(0, 5);
        try (LanguageModel model = LanguageModel.open(PLAIN)) {
            List<Prompt> asked = new ArrayList<>(PromptSets.tested(records));
            asked.addAll(benign);
            Map<String, String> own = answers(model, asked);
            Prefill prefill = new Prefill(List.of(1, 4), "");
            List<Prompt> begun = prefill.prompts(model, SETTINGS, records, asked, own);
            assertEquals(
                    List.of("prefill-1", "benign-prefill-1", "prefill-4", "benign-prefill-4"),
                    begun.stream().map(Prompt::kindName).distinct().toList());
            assertEquals(
                    14, begun.size(), "five attacks and two of the four benign prompts, twice");
            answers(model, begun)
                    .forEach((id, rest) -> {
                        Prompt prompt =
                                begun.stream()
                                        .filter(each -> each.id().equals(id))
                                        .findFirst()
                                        .orElseThrow();
                        if (!prompt.kind().harmful()) {
                            String name = id.substring(0, id.indexOf('#'));
                            assertEquals(own.get(name), prompt.whole(rest), id);
                        }
                    });
        }
    }

    @Test
    void anAnswerThatWouldEndThereIsNotBegun() {
        List<Prompt> fact =
                Benign.load(PLAIN.resolve("benign.json")).stream()
                        .filter(each -> each.kind() == PromptKind.FACT)
                        .limit(1)
                        .toList();
        List<SafeEdit.Entry> records = SafeEdit.load(PLAIN.resolve("test.json")).subList(0, 1);
        List<Prompt> asked = new ArrayList<>(PromptSets.tested(records));
        asked.addAll(fact);
        int words = fact.getFirst().reference().split(" ").length;
        try (LanguageModel model = LanguageModel.open(PLAIN)) {
            List<Prompt> begun =
                    new Prefill(List.of(words - 1, words), "sure , here is")
                            .prompts(model, SETTINGS, records, asked, Map.of());
            String last = "benign-prefill-" + (words - 1);
            assertTrue(begun.stream().anyMatch(each -> each.kindName().equals(last)));
            assertTrue(
                    begun.stream().noneMatch(p -> p.kindName().equals("benign-prefill-" + words)));
            List<Prompt> sure = begun.subList(begun.size() - 2, begun.size());
            assertEquals(
                    List.of("prefill-affirmative", "benign-prefill-affirmative"),
                    sure.stream().map(Prompt::kindName).toList());
            assertEquals(
                    List.of("sure , here is", "sure , here is"),
                    sure.stream().map(each -> each.begun().text()).toList());
            assertEquals(List.of(sure.getLast()), begun.stream().filter(Prefill::isTwin).toList());
        }
    }

    private static Map<String, String> answers(LanguageModel model, List<Prompt> prompts) {
        List<Answer> told =
                model.generate(
                        prompts.stream().map(p -> Prefill.ids(model, p, SETTINGS)).toList(),
                        SETTINGS,
                        TokenSink.none());
        return IntStream.range(0, prompts.size())
                .boxed()
                .collect(
                        Collectors.toMap(
                                i -> prompts.get(i).id(),
                                i -> Prefill.text(model, prompts.get(i), told.get(i))));
    }
}
