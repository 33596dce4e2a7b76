import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

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
        var formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        List<Path> differing = new ArrayList<>();
        for (int i = 2; i < args.length; i++) {
            List<Path> files;
            try (Stream<Path> walk = Files.walk(Path.of(args[i]))) {
                files = walk.filter(f -> f.toString().endsWith(".java")).sorted().toList();
            }
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toMillis() < since) {
                    continue;
                }
                String before = Files.readString(file);
                String tidy =
                        ImportOrderer.reorderImports(
                                RemoveUnusedImports.removeUnusedImports(before),
                                JavaFormatterOptions.Style.AOSP);
                String after = formatter.formatSource(tidy);
                if (!after.equals(before)) {
                    differing.add(file);
                    if (apply) {
                        Files.writeString(file, after);
                    }
                }
            }
        }
        if (!apply && !differing.isEmpty()) {
            differing.forEach(f -> System.err.println("not formatted: " + f));
            System.err.println("run: mvn -q validate -Dformat=apply");
            System.exit(1);
        }
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.fromMillis(started));
    }
}
