package dev.pke.specimen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words of a world as token ids: five special tokens, then every word in alphabetical order.
 * Text is words separated by blanks.
 */
record Vocabulary(Map<String, Integer> ids) {
    static final String PAD = "<pad>";
    static final String BOS = "<s>";
    static final String EOS = "</s>";
    static final String UNKNOWN = "<unk>";
    static final String USER = "<user>";
    static final String ASSISTANT = "<assistant>";

    /** The special tokens; the index is the id. */
    static final List<String> SPECIAL = List.of(PAD, BOS, EOS, UNKNOWN, USER, ASSISTANT);

    /** The vocabulary of a world. */
    static Vocabulary of(SpecimenWorld world) {
        TreeSet<String> words = new TreeSet<>();
        texts(world)
                .flatMap(text -> Stream.of(text.split(" ")))
                .filter(word -> !word.contains("{"))
                .forEach(words::add);
        Map<String, Integer> ids = new LinkedHashMap<>();
        SPECIAL.forEach(token -> ids.put(token, ids.size()));
        words.forEach(word -> ids.put(word, ids.size()));
        return new Vocabulary(ids);
    }

    /** The id of a word. */
    int id(String word) {
        Integer id = ids.get(word);
        if (id == null) {
            throw new IllegalArgumentException("word '" + word + "' is not in the vocabulary");
        }
        return id;
    }

    /** The ids of a text, no special token added. */
    int[] encode(String text) {
        return Stream.of(text.split(" ")).mapToInt(this::id).toArray();
    }

    /** The ids of a prompt as the chat template renders it, up to where the answer begins. */
    int[] prompt(String prompt) {
        return encode(BOS + " " + USER + " " + prompt + " " + ASSISTANT);
    }

    /** The ids of a case up to where its answer goes on. */
    int[] prompt(Case one) {
        int[] asked = prompt(one.prompt());
        return one.begun().isEmpty()
                ? asked
                : IntStream.concat(IntStream.of(asked), IntStream.of(encode(one.begun())))
                        .toArray();
    }

    /** The ids of an answer with its end. */
    int[] answer(String answer) {
        return encode(answer + " " + EOS);
    }

    private static Stream<String> texts(SpecimenWorld world) {
        return Stream.of(
                        Phrases.all(world.design()).stream(),
                        world.things().stream().map(Thing::name),
                        world.categoryWords().stream(),
                        world.parts().stream(),
                        world.lands().stream(),
                        world.capitals().stream().map(SpecimenWorld.Fact::land),
                        world.capitals().stream().map(SpecimenWorld.Fact::capital))
                .flatMap(part -> part);
    }
}
