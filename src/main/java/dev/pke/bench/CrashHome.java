package dev.pke.bench;

import dev.pke.store.Database;
import dev.pke.store.Home;
import dev.pke.store.postgres.Postgres;

import java.nio.file.Path;
import java.time.Clock;

/**
 * Where writers that are killed write to.
 *
 * @param dir the home's folder
 * @param store the address of the server that holds the events; empty if the folder does
 */
public record CrashHome(Path dir, String store) {
    /** What tells a writing process the address: not its arguments, which everyone can list. */
    static final String STORE = "PKE_BENCH_STORE";

    /** In a folder alone. */
    public static CrashHome in(Path dir) {
        return new CrashHome(dir, "");
    }

    /** Opens it for writing. */
    Home open(Clock clock) {
        return Home.open(dir, events(), clock);
    }

    /** What holds the events. */
    public Database events() {
        return store.isEmpty() ? Home.inFolder(dir) : Postgres.at(store, System.getenv());
    }
}
