package dev.pke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/** Holds the sizes of the house: what one mind can hold of a method, a file and a room. */
@Aside
class HouseTest {
    private static final Path HOUSE = Path.of("src/main/java/dev/pke");

    private static final int METHOD_LINES = 60;
    private static final int MEDIAN_FILE_LINES = 70;
    private static final int LARGEST_FILE_LINES = 312;
    private static final int ROOM_FILES = 25;

    /** Rooms still larger, each with what it may hold at most until it is brought under. */
    private static final Map<String, Integer> LARGE_ROOMS = Map.of();

    /** Files longer still, each with what it may hold until it is brought under. */
    private static final Map<String, Integer> LONG_FILES =
            Map.of(
                    "ExpressionParser.java", 384,
                    "RunEvent.java", 400); // what a run can do, on one page

    /**
     * Imports of one room's class in another room for each file, sub-rooms counted as their house
     * and without {@code fault}, which all rooms know. A house may grow, its rooms should not grow
     * together: 2.02 before the rooms were rebuilt, 2.05 after.
     */
    private static final double IMPORTS_BETWEEN_ROOMS_A_FILE = 2.1;

    private static final Pattern IMPORT =
            Pattern.compile(
                    "^import (?:static )?dev\\.pke\\.(?!fault)(\\w+)\\.", Pattern.MULTILINE);

    private static final Map<Path, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> all = Files.walk(HOUSE)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("package-info.java")) {
                    SOURCES.put(file, Files.readString(file));
                }
            }
        }
        assertTrue(SOURCES.size() > 300, "sources are read");
    }

    @Test
    void noRoomIsLargerThanOneMindHolds() {
        Map<String, Long> rooms =
                SOURCES.keySet().stream()
                        .collect(
                                Collectors.groupingBy(
                                        file -> HOUSE.relativize(file.getParent()).toString(),
                                        TreeMap::new,
                                        Collectors.counting()));
        rooms.values().removeIf(files -> files <= ROOM_FILES);
        rooms.entrySet()
                .removeIf(room ->
                        room.getValue() <= LARGE_ROOMS.getOrDefault(room.getKey(), ROOM_FILES));
        assertEquals(Map.of(), rooms, "rooms of more files than " + ROOM_FILES);
    }

    @Test
    void halfOfTheFilesAreShortAndNoneIsLong() {
        Map<Path, Long> lines = new TreeMap<>();
        SOURCES.forEach((file, text) -> lines.put(file, text.lines().count()));
        List<Long> sorted = lines.values().stream().sorted().toList();
        long median = sorted.get(sorted.size() / 2);
        assertTrue(median <= MEDIAN_FILE_LINES, "the median file has " + median + " lines");
        lines.entrySet()
                .removeIf(file ->
                        file.getValue()
                                <= LONG_FILES.getOrDefault(
                                        file.getKey().getFileName().toString(),
                                        LARGEST_FILE_LINES));
        assertEquals(Map.of(), lines, "files of more lines than " + LARGEST_FILE_LINES);
    }

    @Test
    void noMethodIsLong() throws IOException {
        List<String> large = new ArrayList<>();
        int seen = 0;
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            Iterable<? extends JavaFileObject> sources =
                    files.getJavaFileObjectsFromPaths(SOURCES.keySet());
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, null, null, sources);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                var scanner = new Methods(unit, positions);
                scanner.scan(unit, null);
                seen += scanner.seen;
                large.addAll(scanner.large);
            }
        }
        assertTrue(seen > 2_000, "methods are read: " + seen);
        assertEquals(List.of(), large, "methods of more lines than " + METHOD_LINES);
    }

    /** Counts a file's methods and names the long ones. */
    private static final class Methods extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> large = new ArrayList<>();
        private int seen;

        Methods(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            LineMap map = unit.getLineMap();
            long from = map.getLineNumber(positions.getStartPosition(unit, method));
            long lines = map.getLineNumber(positions.getEndPosition(unit, method)) - from + 1;
            seen++;
            if (lines > METHOD_LINES) {
                large.add("%s:%d has %d".formatted(unit.getSourceFile().getName(), from, lines));
            }
            return super.visitMethod(method, null);
        }
    }

    @Test
    void roomsDoNotGrowIntoEachOther() {
        int between = 0;
        for (Map.Entry<Path, String> source : SOURCES.entrySet()) {
            String room = HOUSE.relativize(source.getKey()).getName(0).toString();
            between +=
                    (int)
                            IMPORT.matcher(source.getValue())
                                    .results()
                                    .filter(found -> !found.group(1).equals(room))
                                    .count();
        }
        double each = (double) between / SOURCES.size();
        assertTrue(
                each <= IMPORTS_BETWEEN_ROOMS_A_FILE,
                between + " imports between rooms, " + each + " a file");
    }

    /** What stands between backticks there and looks like a type or a path of this repository. */
    @Test
    void whatContributingNamesExists() throws IOException {
        String text = Files.readString(Path.of("CONTRIBUTING.md")).replaceAll("(?s)```.*?```", "");
        List<String> spans =
                Pattern.compile("`([^`]+)`").matcher(text).results().map(m -> m.group(1)).toList();
        assertTrue(spans.size() > 100, "names are read: " + spans.size());
        Set<String> declared = new HashSet<>();
        Pattern declares = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)");
        try (Stream<Path> all = Files.walk(Path.of("src"))) {
            for (Path file : all.filter(f -> f.toString().endsWith(".java")).toList()) {
                declares.matcher(Files.readString(file))
                        .results()
                        .forEach(found -> declared.add(found.group(1)));
            }
        }
        List<String> missing = new ArrayList<>();
        for (String span : spans) {
            Pattern.compile("(?<![\\w.#/-])([A-Z]\\w*[a-z]\\w*)(?![\\w/*-])")
                    .matcher(span)
                    .results()
                    .map(found -> found.group(1))
                    .filter(type -> !declared.contains(type))
                    .forEach(missing::add);
            if (span.matches("[\\w.-]+(/[\\w.-]+)+/?") && !Files.exists(Path.of(span))) {
                missing.add(span);
            }
        }
        assertEquals(List.of(), missing, "named in CONTRIBUTING.md, and nowhere else");
    }
}
