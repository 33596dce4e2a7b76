package dev.pke.cli;

/** Text made safe for a terminal: what a model says may hold escape sequences. */
public final class Visible {
    private Visible() {}

    /**
     * Returns {@code text} with every control, format (zero-width, bidirectional), private and
     * unassigned character spelled as {@code \}{@code u{HEX}}, so that none reaches the terminal.
     */
    public static String of(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (harmless(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                });
        return out.toString();
    }

    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
