package dev.pke.model.gguf;

import dev.pke.fault.ModelError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The pieces of a GGUF file's tokenizer by id, what kind each is, and which have a part to play.
 *
 * @param said the file's metadata
 * @param pieces by id
 * @param kinds by id
 * @param ids by piece
 */
record Vocabulary(
        Metadata said, List<String> pieces, List<PieceKind> kinds, Map<String, Integer> ids) {
    private static final String PREFIX = "tokenizer.ggml.";

    Vocabulary {
        pieces = List.copyOf(pieces);
        kinds = List.copyOf(kinds);
        ids = Map.copyOf(ids);
    }

    static Vocabulary of(Metadata said) {
        List<String> pieces = said.texts(PREFIX + "tokens");
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < pieces.size(); id++) {
            Integer other = ids.put(pieces.get(id), id);
            if (other != null) {
                throw new ModelError(
                        said.path() + ": the tokens " + other + " and " + id + " are the same");
            }
        }
        return new Vocabulary(said, pieces, PieceKind.read(said, pieces.size()), ids);
    }

    /** The token of a part such as bos, eos, unknown, padding, eot. */
    OptionalInt part(String name) {
        String key = PREFIX + name + "_token_id";
        if (!said.has(key)) {
            return OptionalInt.empty();
        }
        int id = said.integer(key);
        if (id >= pieces.size()) {
            throw new ModelError(
                    "%s: %s is %d of %d tokens".formatted(said.path(), key, id, pieces.size()));
        }
        return OptionalInt.of(id);
    }

    /** Pieces that text is made of. */
    boolean isText(int id) {
        return kinds.get(id) == PieceKind.NORMAL || kinds.get(id) == PieceKind.USER;
    }
}
