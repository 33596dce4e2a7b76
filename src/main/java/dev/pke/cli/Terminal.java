package dev.pke.cli;

import java.io.Console;
import java.util.Optional;

/** Whether someone watches: a moving line belongs on a terminal that can move and nowhere else. */
public final class Terminal {
    private Terminal() {}

    public static boolean watched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
                && !"dumb".equals(System.getenv("TERM"));
    }
}
