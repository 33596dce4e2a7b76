package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** GPT-2's kind of tokenizer: bytes written as letters, merged pair by pair. */
final class ByteTokenizer {
    private final Vocabulary vocabulary;
    private final TextCuts cuts;

    ByteTokenizer(Vocabulary vocabulary, TextCuts cuts) {
        this.vocabulary = vocabulary;
        this.cuts = cuts;
    }

    void write(ObjectNode json) {
        cuts.write(json);
        TextCuts.level(json.putObject("decoder"), true);
        ObjectNode model = json.putObject("model").put("type", "BPE");
        for (String key : List.of("dropout", "unk_token", "continuing_subword_prefix")) {
            model.putNull(key);
        }
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", false).put("byte_fallback", false);
        model.put("ignore_merges", cuts.takesWholeWords());
        ObjectNode vocab = model.putObject("vocab");
        for (int id = 0; id < vocabulary.pieces().size(); id++) {
            if (vocabulary.kinds().get(id) != PieceKind.UNUSED) {
                vocab.put(vocabulary.pieces().get(id), id);
            }
        }
        merges(model.putArray("merges"));
    }

    private void merges(ArrayNode merges) {
        for (String merge : vocabulary.said().texts("tokenizer.ggml.merges")) {
            String[] pair = merge.split(" ", -1);
            boolean known =
                    pair.length == 2
                            && vocabulary.ids().containsKey(pair[0])
                            && vocabulary.ids().containsKey(pair[1])
                            && vocabulary.ids().containsKey(pair[0] + pair[1]);
            if (!known) {
                throw new ModelError(
                        "%s: merge %d of the tokenizer is not of two of its tokens to a third"
                                .formatted(vocabulary.said().path(), merges.size() + 1));
            }
            merges.add(merge);
        }
    }
}
