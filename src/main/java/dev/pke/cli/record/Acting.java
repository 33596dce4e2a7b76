package dev.pke.cli.record;

import dev.pke.cli.Outside;
import dev.pke.run.Acted;
import dev.pke.store.Home;

import java.security.SecureRandom;

/** Says on the record who did something from the command line: the machine's user. */
final class Acting {
    private Acting() {}

    static void did(Home home, String action, String subject) {
        String user = System.getProperty("user.name", "");
        String id = "act." + Outside.word(new SecureRandom(), 16);
        new Acted(user.isBlank() ? "unnamed" : user, "local", action, subject)
                .writeTo(home.store(), id);
    }
}
