package dev.pke.cli;

import dev.pke.event.Blobs;
import dev.pke.event.EventStore;
import dev.pke.experiment.RunListener;
import dev.pke.experiment.Surroundings;
import dev.pke.experiment.Unedited;
import dev.pke.fault.UserError;
import dev.pke.judge.remote.HttpTransport;
import dev.pke.judge.remote.Network;
import dev.pke.model.folder.ModelPlaces;
import dev.pke.model.torch.Cpu;
import dev.pke.model.weights.Packing;
import dev.pke.run.word.Code;
import dev.pke.store.Home;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What runs can't know by themselves: the program's commit, the machine, the time, chance. */
public final class Outside {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The environment variable that says how products with constant weights are made. */
    private static final String PRODUCTS = "PKE_PRODUCTS";

    /** Of an answer's texts: as many bits as nobody tries. */
    private static final int SALT_DIGITS = 32;

    private Outside() {}

    /** Everything around a run that records in a home. */
    public static Surroundings of(Home home, RunListener listener, BooleanSupplier cancelled) {
        Path replies = home.dir().resolve("replies");
        return of(home.store(), home.blobs(), replies, listener, cancelled);
    }

    /**
     * Everything around a run that records anywhere.
     *
     * @param replies keeps what models elsewhere answered
     */
    public static Surroundings of(
            EventStore store,
            Blobs blobs,
            Path replies,
            RunListener listener,
            BooleanSupplier cancelled) {
        return new Surroundings(
                store,
                blobs,
                System::nanoTime,
                code(),
                machine(),
                packing(),
                listener,
                cancelled,
                new Unedited(),
                new Network(
                        new HttpTransport(),
                        Thread::sleep,
                        System::nanoTime,
                        replies,
                        name -> System.getenv().getOrDefault(name, "")),
                () -> word(new SecureRandom(), SALT_DIGITS));
    }

    /** Where models lie on this machine. */
    public static ModelPlaces places() {
        return new ModelPlaces(System.getenv());
    }

    /** The program as it is started from a shell. */
    public static String launcher() {
        Path launcher = Path.of(System.getProperty("pke.root", "")).resolve("pke").toAbsolutePath();
        return Files.isExecutable(launcher) ? launcher.normalize().toString() : "pke";
    }

    /** A new run's id, such as {@code 20261120-170501-plain-pke-6-ab12}. */
    public static String runId(String plan, Instant now, RandomGenerator random) {
        String slug = plan.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String brief = slug.substring(0, Math.min(50, slug.length()));
        return SECOND.format(now) + "-" + brief + "-" + word(random, 4);
    }

    /** Some random hexadecimal digits. */
    public static String word(RandomGenerator random, int digits) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < digits; i++) {
            word.append(Character.forDigit(random.nextInt(16), 16));
        }
        return word.toString();
    }

    /** The commit the program was built from, as git knows it. */
    static Code code() {
        try {
            Path jar =
                    Path.of(
                            Outside.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path target = jar.getParent();
            Path root = target == null ? null : target.getParent();
            if (root != null && Files.exists(root.resolve(".git"))) {
                String commit = git(root, "rev-parse", "HEAD");
                if (!commit.isBlank()) {
                    return new Code(commit, !git(root, "status", "--porcelain").isBlank());
                }
            }
        } catch (URISyntaxException | SecurityException unknown) {
            // the version below is the best there is
        }
        String version = Outside.class.getPackage().getImplementationVersion();
        return new Code(version == null ? "unknown" : "release " + version, false);
    }

    private static String git(Path root, String... arguments) {
        String[] command =
                Stream.concat(Stream.of("git", "-C", root.toString()), Stream.of(arguments))
                        .toArray(String[]::new);
        try {
            Process git =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream out = git.getInputStream()) {
                return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException noGit) {
            return "";
        }
    }

    /** What of the machine can change a result's bits. */
    static Map<String, String> machine() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("java", String.valueOf(Runtime.version().feature()));
        facts.putAll(Cpu.here().facts());
        return facts;
    }

    /** How models' products are made, as the environment wishes. */
    public static Packing packing() {
        String wish = System.getenv().getOrDefault(PRODUCTS, "fast");
        return switch (wish) {
            case "fast" -> Packing.fastest();
            case "plain" -> Packing.none();
            default -> throw new UserError(PRODUCTS + " is " + wish + "; it may be fast or plain");
        };
    }
}
