package dev.pke.model.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names and arguments that Java calls kernels by are the kernels' own, and no kernel lies idle.
 */
class KernelsTest {
    private static final Path ROOM = Path.of("src/main/java/dev/pke/model/torch");
    private static final Pattern DEFINED = Pattern.compile("(?m)^def (\\w+)\\(self(.*)\\) -> ");
    private static final Pattern CALLED =
            Pattern.compile("script\\s*\\.(call|list|frozen|frozenList)\\(\\s*\"(\\w+)\"");
    private static final Pattern WITHIN = Pattern.compile("self\\.(\\w+)\\(");
    private static final Pattern BARE_KIND =
            Pattern.compile("dtype=\\d|torch\\.to\\((?:[^()]|\\([^()]*\\))*, \\d+\\)");

    /** A call that Java makes. */
    private record Call(String form, String kernel, int arguments) {}

    @Test
    void everyCallNamesAKernelAndGivesItsArguments() throws IOException {
        Map<String, Integer> kernels = kernels();
        List<Call> calls = calls();
        // The facade has one method a kernel, or two where values and gradients part.
        assertFalse(calls.size() < 60, "only " + calls.size() + " calls were found");
        for (Call call : calls) {
            assertEquals(kernels.get(call.kernel()), call.arguments(), call::toString);
        }
    }

    @Test
    void everyCallAsksForTheKindOfResultThereIs() throws IOException {
        String sources = sources();
        for (Call call : calls()) {
            Matcher result =
                    Pattern.compile("def " + call.kernel() + "\\(.*\\) -> (.+):").matcher(sources);
            String kind = result.find() ? result.group(1) : "nothing";
            boolean list = call.form().equals("list") || call.form().equals("frozenList");
            assertEquals(list ? "List[Tensor]" : "Tensor", kind, call::toString);
        }
    }

    @Test
    void everyKernelIsUsed() throws IOException {
        Set<String> idle = new TreeSet<>(kernels().keySet());
        calls().forEach(call -> idle.remove(call.kernel()));
        WITHIN.matcher(sources()).results().forEach(used -> idle.remove(used.group(1)));
        assertEquals(Set.of(), idle);
    }

    @Test
    void kindsOfElementAreCalledByName() {
        assertEquals(
                List.of(),
                sources().lines().filter(line -> BARE_KIND.matcher(line).find()).toList());
    }

    /** Both files of products must define the same. */
    @Test
    void eitherFileOfProductsDefinesTheSame() {
        assertEquals(
                definitions(Kernels.read("product")), definitions(Kernels.read("product-onednn")));
    }

    private static String sources() {
        List<String> files = new ArrayList<>(Kernels.FILES);
        files.add("product-onednn");
        return String.join("\n", files.stream().map(Kernels::read).toList());
    }

    /** How many arguments each takes. */
    private static Map<String, Integer> kernels() {
        return definitions(sources());
    }

    private static Map<String, Integer> definitions(String source) {
        Map<String, Integer> found = new TreeMap<>();
        // Every argument has a type, and no type has a colon.
        DEFINED.matcher(source)
                .results()
                .forEach(def ->
                        found.put(
                                def.group(1),
                                (int) def.group(2).chars().filter(c -> c == ':').count()));
        return found;
    }

    private static List<Call> calls() throws IOException {
        List<Call> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOM)) {
            for (Path file : files.sorted().toList()) {
                String java = Files.readString(file);
                Matcher call = CALLED.matcher(java);
                while (call.find()) {
                    found.add(new Call(call.group(1), call.group(2), arguments(java, call.end())));
                }
            }
        }
        return found;
    }

    /** Commas at the depth of the call, from after its first argument on, until it ends. */
    private static int arguments(String java, int from) {
        int depth = 0;
        int commas = 0;
        for (int i = from; depth >= 0; i++) {
            switch (java.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> commas += depth == 0 ? 1 : 0;
                default -> {
                    // part of an argument
                }
            }
        }
        return commas;
    }
}
