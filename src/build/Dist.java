import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.spi.ToolProvider;

/**
 * Packs a release that needs nothing installed: a Java runtime of the modules that are used, the
 * program with its libraries and natives, the launcher, plans and specimens, as one archive.
 */
final class Dist {
    /**
     * Thymeleaf's expressions need java.desktop; jdk.crypto.ec signs heads; jdk.unsupported is
     * Netty's; java.security.* are PostgreSQL's. The container image is made of this, too.
     */
    private static final String MODULES =
            "java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,"
                    + "java.net.http,java.security.jgss,java.security.sasl,java.sql,jdk.crypto.ec,"
                    + "jdk.unsupported,jdk.zipfs,jdk.jfr";

    private Dist() {}

    /** The checkout, its build folder and the version; the libraries are the class path. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0]);
        Path build = Path.of(args[1]);
        String os = System.getProperty("os.name").split(" ")[0].toLowerCase(Locale.ROOT);
        String name = "pke-" + args[2] + "-" + os + "-" + System.getProperty("os.arch");
        Path release = build.resolve("dist").resolve(name);
        delete(release);
        Path lib = Files.createDirectories(release.resolve("target").resolve("lib"));
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (each.endsWith(".jar")) {
                Path jar = Path.of(each);
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
        Files.copy(build.resolve("pke.jar"), release.resolve("target").resolve("pke.jar"));
        for (String file : List.of("pke", "LICENSE", "README.md")) {
            Files.copy(
                    root.resolve(file), release.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        copy(root.resolve("experiments"), release.resolve("experiments"));
        link(release.resolve("jre"));
        Path archive = build.resolve(name + ".tar.gz");
        run("tar", "-C", build.resolve("dist").toString(), "-czf", archive.toString(), name);
        System.out.println(archive + ": " + Files.size(archive) / 1_000_000 + " MB");
    }

    private static void link(Path jre) {
        ToolProvider jlink =
                ToolProvider.findFirst("jlink")
                        .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"));
        int code =
                jlink.run(
                        System.out,
                        System.err,
                        "--add-modules",
                        MODULES,
                        "--no-header-files",
                        "--no-man-pages",
                        "--strip-java-debug-attributes",
                        "--compress",
                        "zip-6",
                        "--output",
                        jre.toString());
        if (code != 0) {
            throw new IllegalStateException("jlink ended with code " + code);
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with code " + code);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes all)
                            throws IOException {
                        if (dir.endsWith("__pycache__")) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(from.relativize(dir)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes all)
                            throws IOException {
                        Files.copy(file, to.resolve(from.relativize(file)));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes all)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path dir, IOException failed)
                            throws IOException {
                        Files.delete(dir);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
