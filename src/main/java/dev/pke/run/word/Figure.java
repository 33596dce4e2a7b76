package dev.pke.run.word;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a number, or exactly one of the three strings that stand for what is not finite. */
final class Figure extends StdDeserializer<Double> {
    Figure(Class<Double> type) {
        super(type);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> special(parser.getString(), context);
            default -> (Double) context.handleUnexpectedToken(_valueType, parser);
        };
    }

    private static Double special(String text, DeserializationContext context) {
        try {
            return WireObject.number((Object) text);
        } catch (IllegalArgumentException other) {
            throw context.weirdStringException(text, Double.class, "no number");
        }
    }
}
