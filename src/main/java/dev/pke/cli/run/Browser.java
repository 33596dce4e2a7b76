package dev.pke.cli.run;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Locale;

/** The person's browser, asked to show a page; where there is none, nothing happens. */
final class Browser {
    private Browser() {}

    static void open(String address) {
        String own = System.getenv("BROWSER");
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean screen =
                System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
        String program = own != null && !own.isBlank() ? own : mac ? "open" : "xdg-open";
        if (own == null && !mac && !screen) {
            return;
        }
        try {
            new ProcessBuilder(program, address)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            System.err.println("pke: no browser could be started (" + program + ")");
        }
    }
}
