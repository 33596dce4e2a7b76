import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds every Java file to google-java-format (AOSP style): {@code Format check|apply FOLDER...}. A
 * program of ours rather than a Maven plugin because a plugin runs in Maven's own JVM, which may be
 * a 17 that can't parse Java 25.
 */
class Format {
    public static void main(String[] args) throws Exception {
        boolean apply = args[0].equals("apply");
        Path stamp = Path.of(args[1]);
        long since = Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
        long started = System.currentTimeMillis();
        List<Path> files = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            try (Stream<Path> walk = Files.walk(Path.of(args[i]))) {
                walk.filter(f -> f.toString().endsWith(".java")).forEach(files::add);
            }
        }
        List<Path> differing =
                files.parallelStream()
                        .filter(file -> differs(file, since, apply))
                        .sorted()
                        .toList();
        if (!apply && !differing.isEmpty()) {
            differing.forEach(f -> System.err.println("not formatted: " + f));
            System.err.println("run: mvn -q validate -Dformat=apply");
            System.exit(1);
        }
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.fromMillis(started));
    }

    private static boolean differs(Path file, long since, boolean apply) {
        try {
            if (Files.getLastModifiedTime(file).toMillis() < since) {
                return false;
            }
            var formatter =
                    new Formatter(
                            JavaFormatterOptions.builder()
                                    .style(JavaFormatterOptions.Style.AOSP)
                                    .build());
            String before = Files.readString(file);
            String tidy =
                    ImportOrderer.reorderImports(
                            RemoveUnusedImports.removeUnusedImports(before),
                            JavaFormatterOptions.Style.AOSP);
            String after = formatter.formatSource(tidy);
            if (apply && !after.equals(before)) {
                Files.writeString(file, after);
            }
            return !after.equals(before);
        } catch (IOException | FormatterException e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }
}
