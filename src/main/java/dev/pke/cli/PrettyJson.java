package dev.pke.cli;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON to be read by people and editors as well: indented, in the order it was made. */
public final class PrettyJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private PrettyJson() {}

    /** The text of maps, lists, texts and numbers. */
    public static String of(Object json) {
        return MAPPER.writeValueAsString(json);
    }
}
