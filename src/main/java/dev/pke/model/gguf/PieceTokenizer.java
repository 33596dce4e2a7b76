package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * SentencePiece's kind of tokenizer: letters, spaces written as a low line, merged to the piece of
 * the highest score; what is in no piece is spelled in bytes.
 *
 * @param vocabulary all pieces
 * @param hasSpace whether every text begins with a space
 */
record PieceTokenizer(Vocabulary vocabulary, Boolean hasSpace) {
    private static final String SPACE = "\u2581";

    void write(ObjectNode json) {
        ArrayNode steps =
                json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (hasSpace) {
            steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        replace(steps.addObject(), " ", SPACE);
        json.putNull("pre_tokenizer");
        ArrayNode back = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(back.addObject(), SPACE, " ");
        back.addObject().put("type", "ByteFallback");
        back.addObject().put("type", "Fuse");
        if (hasSpace) {
            ObjectNode strip = back.addObject().put("type", "Strip").put("content", " ");
            strip.put("start", 1).put("stop", 0);
        }
        ObjectNode model = json.putObject("model").put("type", "BPE");
        model.putNull("dropout");
        model.put("unk_token", vocabulary.pieces().get(vocabulary.part("unknown").orElse(0)));
        model.putNull("continuing_subword_prefix");
        model.putNull("end_of_word_suffix");
        model.put("fuse_unk", true);
        model.put("byte_fallback", vocabulary.kinds().contains(PieceKind.BYTE));
        model.put("ignore_merges", false);
        ObjectNode vocab = model.putObject("vocab");
        for (int id = 0; id < vocabulary.pieces().size(); id++) {
            vocab.put(vocabulary.pieces().get(id), id);
        }
        new PieceMerges(vocabulary, scores()).write(model.putArray("merges"));
    }

    private double[] scores() {
        double[] scores = vocabulary.said().numbers("tokenizer.ggml.scores");
        if (scores.length != vocabulary.pieces().size()) {
            throw new ModelError(
                    "%s has %d scores for %d tokens"
                            .formatted(
                                    vocabulary.said().path(),
                                    scores.length,
                                    vocabulary.pieces().size()));
        }
        return scores;
    }

    private static void replace(ObjectNode json, String what, String by) {
        json.put("type", "Replace").putObject("pattern").put("String", what);
        json.put("content", by);
    }
}
