package dev.pke.model.gguf;

import tools.jackson.databind.node.ArrayNode;

import java.util.List;

/**
 * The tokens of a vocabulary that are found in a text before anything else.
 *
 * @param vocabulary all pieces
 * @param phi3 whether they are Phi-3's
 * @param normalized whether those of users are looked for after spaces became low lines
 */
record AddedTokens(Vocabulary vocabulary, boolean phi3, boolean normalized) {
    /** Tokens that are found in a text before anything else. */
    void write(ArrayNode tokens) {
        for (int id = 0; id < vocabulary.pieces().size(); id++) {
            PieceKind kind = vocabulary.kinds().get(id);
            boolean isSpecial = kind == PieceKind.CONTROL || kind == PieceKind.UNKNOWN;
            if (!isSpecial && kind != PieceKind.USER) {
                continue;
            }
            String piece = vocabulary.pieces().get(id);
            // Phi-3's eat the white space after them; the file does not say so, its makers did
            boolean eats = phi3 && !List.of("<unk>", "<s>", "<|endoftext|>").contains(piece);
            tokens.addObject()
                    .put("id", id)
                    .put("content", piece)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", eats)
                    // with a space before every text no token but the first would be found
                    .put("normalized", kind == PieceKind.USER && normalized)
                    .put("special", isSpecial);
        }
    }
}
