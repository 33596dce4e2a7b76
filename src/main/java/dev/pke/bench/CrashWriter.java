package dev.pke.bench;

import dev.pke.event.ExpectedVersion;
import dev.pke.event.NewEvent;
import dev.pke.event.Recorded;
import dev.pke.event.VersionConflict;
import dev.pke.run.RunEvent;
import dev.pke.run.RunEventCodec;
import dev.pke.run.word.Code;
import dev.pke.run.word.Machine;
import dev.pke.run.word.Stage;
import dev.pke.store.Home;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that writes to a home with several threads until it is killed, and says on its output
 * which events were acknowledged: {@code POSITION EVENT_ID HASH [BLOB]}, a line an event. Its
 * threads write streams of their own, but the first, which competes for a stream with all others.
 */
final class CrashWriter {
    /** The stream that all processes compete for. */
    static final String SHARED = "run/shared";

    private final Home home;
    private final String name;
    private final PrintStream out;

    private CrashWriter(Home home, String name, PrintStream out) {
        this.home = home;
        this.name = name;
        this.out = out;
    }

    /** Arguments: the home's folder, a name no other writer has, the number of threads. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        String store = System.getenv().getOrDefault(CrashHome.STORE, "");
        Home home = new CrashHome(Path.of(args[0]), store).open(Clock.systemUTC());
        CrashWriter writer = new CrashWriter(home, args[1], out);
        for (int t = 0; t < Integer.parseInt(args[2]); t++) {
            int thread = t;
            Thread.ofPlatform().daemon().start(() -> writer.write(thread));
        }
        while (System.in.read() >= 0) {
            // nothing is ever sent: the end of input says that the killer has died before its prey
        }
        Runtime.getRuntime().halt(0);
    }

    private void write(int thread) {
        try {
            String stream = thread == 0 ? SHARED : "run/" + name + "-" + thread;
            Random random = new Random(thread);
            long version = 0;
            for (int n = 0; ; n++) {
                try {
                    version = append(stream, version, thread + "." + n, random);
                } catch (VersionConflict conflict) {
                    version = conflict.actual();
                }
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** What a stream begins with, so that the record is one that verifies. */
    private List<NewEvent> begun(String stream, String batch) {
        RunEvent registered =
                new RunEvent.RunRegistered(
                        stream.substring("run/".length()),
                        Map.of(),
                        "crash",
                        "none",
                        "none",
                        Map.of(),
                        new Code("none", false),
                        new Machine("0".repeat(64), Map.of()));
        String id = name + "." + batch;
        return List.of(
                RunEventCodec.encode(id + ".registered", registered),
                RunEventCodec.encode(id + ".started", new RunEvent.StageStarted(Stage.EDIT)));
    }

    /** The stream's version after a batch of one to five events. */
    private long append(String stream, long version, String batch, Random random) {
        List<NewEvent> events = new ArrayList<>(version == 0 ? begun(stream, batch) : List.of());
        String blob = "";
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = (int) version + events.size(); // what is said once, whoever comes first
            RunEvent event = new RunEvent.BlockExamined(at, Map.of("probe", random.nextDouble()));
            if (blob.isEmpty() && i == 0 && random.nextInt(8) == 0) {
                byte[] delta = new byte[1 + random.nextInt(20_000)];
                random.nextBytes(delta);
                blob = home.blobs().put(delta);
                event = new RunEvent.NeuronsChanged("w" + at, 0, List.of(0), 1, 1, 1, 1, blob);
            }
            events.add(RunEventCodec.encode(name + "." + batch + "." + events.size(), event));
        }
        List<Recorded> recorded =
                home.store().append(stream, ExpectedVersion.exactly(version), events);
        StringBuilder said = new StringBuilder();
        for (Recorded event : recorded) {
            String own = event.equals(recorded.getLast()) ? blob : "";
            said.append(event.position()).append(' ').append(event.eventId()).append(' ');
            said.append(event.hashHex()).append(' ').append(own).append('\n');
        }
        synchronized (out) {
            out.print(said);
            out.flush();
        }
        return version + events.size();
    }
}
