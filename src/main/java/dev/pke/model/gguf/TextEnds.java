package dev.pke.model.gguf;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tokenizer puts before and after every text.
 *
 * @param vocabulary all pieces
 * @param bos whether it begins with one
 * @param eos whether it ends with one
 */
record TextEnds(Vocabulary vocabulary, boolean bos, boolean eos) {
    void write(ObjectNode json) {
        if (!bos && !eos) {
            json.putNull("post_processor");
            return;
        }
        ObjectNode ends = json.putObject("post_processor").put("type", "TemplateProcessing");
        ArrayNode single = ends.putArray("single");
        ArrayNode pair = ends.putArray("pair");
        ObjectNode tokens = ends.putObject("special_tokens");
        if (bos) {
            end(vocabulary.part("bos").orElseThrow(), tokens, single, pair);
        }
        single.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "A").put("type_id", 0);
        pair.addObject().putObject("Sequence").put("id", "B").put("type_id", 0);
        if (eos) {
            end(vocabulary.part("eos").orElseThrow(), tokens, single, pair);
        }
    }

    private void end(int id, ObjectNode tokens, ArrayNode... lists) {
        String piece = vocabulary.pieces().get(id);
        for (ArrayNode list : lists) {
            list.addObject().putObject("SpecialToken").put("id", piece).put("type_id", 0);
        }
        ObjectNode entry = tokens.putObject(piece).put("id", piece);
        entry.putArray("ids").add(id);
        entry.putArray("tokens").add(piece);
    }
}
