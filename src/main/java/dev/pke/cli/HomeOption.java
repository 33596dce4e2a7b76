package dev.pke.cli;

import dev.pke.fault.UserError;
import dev.pke.store.Database;
import dev.pke.store.Home;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Where the record lives: the options {@code --home} and {@code --store}, shared by every verb that
 * reads or writes it.
 */
public final class HomeOption {
    private static final String NAME = "--home";
    private static final Path USUAL = Path.of("pke-home");
    private static final String DEFAULT = "${env:PKE_HOME:-pke-home}";
    private static final String HELP =
            "Folder of events.db and blobs (env PKE_HOME, else pke-home).";

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

    public Path dir = USUAL;

    @Mixin StoreOption store = new StoreOption();

    /** An empty one is none: it would be the folder that one happens to stand in. */
    @Option(names = NAME, paramLabel = "DIR", defaultValue = DEFAULT, description = HELP)
    void named(String typed) {
        dir = typed.isBlank() ? USUAL : Path.of(typed);
    }

    /** Tells a verb that says in code what it can be told. */
    public void describe(Description told) {
        spec = told.spec();
        told.add(
                Description.valued(NAME, "DIR", this::named)
                        .defaultValue(DEFAULT)
                        .description(HELP));
        store.describe(told);
    }

    /** The record, to be written to; it is made if there is none. */
    public Home open() {
        return Home.open(dir, events(), Clock.systemUTC());
    }

    /**
     * Tells another process of this program where the record lives; an address may hold a password.
     */
    public void tell(ProcessBuilder other) {
        other.command().addAll(List.of(NAME, dir.toString()));
        String address = store.address();
        other.environment().put(StoreOption.ENVIRONMENT, address == null ? "" : address);
    }

    /** The record, to be read. */
    public Home openReadOnly() {
        return Home.openReadOnly(dir, events());
    }

    /** Another record: in a folder, or in a database with its blobs in a folder. */
    public static Home at(String place, Path blobs) {
        if (!StoreOption.isServer(place)) {
            return Home.open(Path.of(place), Clock.systemUTC());
        }
        StoreOption.mustKeepPasswords(place);
        return Home.open(blobs, StoreOption.database(place), Clock.systemUTC());
    }

    /** What holds the events. */
    public Database events() {
        String address = store.address();
        return address == null ? Home.inFolder(dir) : StoreOption.database(address);
    }

    /**
     * Whether anything has been recorded there. A folder that was named with {@code --home} and
     * holds no record is refused: it is more likely mistyped than new.
     */
    public boolean holdsRecord() {
        // a server tells when it is opened
        boolean holds = store.address() != null || Files.exists(dir.resolve("events.db"));
        if (!holds && spec.commandLine().getParseResult().hasMatchedOption(NAME)) {
            throw new UserError("there is no record in " + dir + "; look again at " + NAME);
        }
        return holds;
    }

    /** Whether there may be runs there: a server tells when it is opened. */
    public boolean mayHoldRuns() {
        return store.address() != null || Files.exists(dir.resolve("events.db"));
    }

    /** Refuses a home where nothing has been recorded, in one line that ends in what to do. */
    public void mustHoldRuns(String instead) {
        if (!holdsRecord()) {
            throw new UserError("no runs in " + dir + ": " + instead);
        }
    }
}
