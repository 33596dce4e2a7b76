package dev.pke.cli;

import java.io.Console;
import java.util.Optional;

/** Whether someone watches: a moving line belongs on a terminal that can move and nowhere else. */
public final class Terminal {
    private static final int USUAL_COLUMNS = 80;
    private static final int LEAST_COLUMNS = 20;

    private Terminal() {}

    public static boolean watched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** How wide a table may be that can't be wrapped: no matter where nothing says how wide. */
    public static int width() {
        return System.getenv("COLUMNS") == null ? Integer.MAX_VALUE : columns();
    }

    /** How many characters a line holds: what the environment's COLUMNS says, or 80. */
    public static int columns() {
        String said = System.getenv().getOrDefault("COLUMNS", "");
        return said.matches("[0-9]{2,4}")
                ? Math.max(LEAST_COLUMNS, Integer.parseInt(said))
                : USUAL_COLUMNS;
    }
}
