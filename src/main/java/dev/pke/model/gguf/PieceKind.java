package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The kinds of a piece of a vocabulary, in the order of the file's codes, which begin at one. */
enum PieceKind {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER,
    UNUSED,
    BYTE;

    private static final String KEY = "tokenizer.ggml.token_type";

    /** Every piece's kind; where nothing is said, all are normal. */
    static List<PieceKind> read(Metadata said, int count) {
        List<PieceKind> kinds = new ArrayList<>();
        if (!said.has(KEY)) {
            return Collections.nCopies(count, NORMAL);
        }
        for (double code : said.numbers(KEY)) {
            if (code < 1 || code > values().length) {
                throw new ModelError(said.path() + ": a token is of the unknown type " + code);
            }
            kinds.add(values()[(int) code - 1]);
        }
        if (kinds.size() != count) {
            throw new ModelError(
                    "%s has %d tokens and %d types of them"
                            .formatted(said.path(), count, kinds.size()));
        }
        return List.copyOf(kinds);
    }
}
