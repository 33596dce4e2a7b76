package dev.pke.model.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of a CPU decides a product's bits and speed: its name, the instructions libtorch and oneDNN
 * choose their kernels by, and the environment variables that hold them back.
 */
public record Cpu(String name, Set<String> offers, Map<String, String> limits) {
    /** Of /proc/cpuinfo's flags, those that a choice of kernels hangs on. */
    private static final List<String> FLAGS =
            List.of(
                    "avx2",
                    "fma",
                    "avx_vnni",
                    "avx_ne_convert",
                    "avx512f",
                    "avx512bw",
                    "avx512vl",
                    "avx512dq",
                    "avx512_bf16",
                    "amx_tile",
                    "amx_bf16");

    private static final Set<String> WIDE = Set.of("avx512f", "avx512bw", "avx512vl", "avx512dq");

    private static final List<String> VARIABLES =
            List.of(
                    "ATEN_CPU_CAPABILITY",
                    "DNNL_MAX_CPU_ISA",
                    "MKL_CBWR",
                    "MKL_ENABLE_INSTRUCTIONS",
                    "ONEDNN_DEFAULT_FPMATH_MODE",
                    "ONEDNN_MAX_CPU_ISA");

    /**
     * Rows of input up to which a packed f32 product is the faster one without AVX-512: seen there,
     * decoding one to eight rows is 1.7 times as fast as the plain way, 1,024 rows 0.83 times.
     */
    private static final int ROWS_AVX2 = 64;

    public Cpu {
        offers = Set.copyOf(offers);
        limits = Map.copyOf(limits);
    }

    /** The one this process runs on. */
    public static Cpu here() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return of(lines.toList(), System.getenv());
        } catch (IOException elsewhere) {
            return of(List.of(), System.getenv());
        }
    }

    /** As /proc/cpuinfo and the environment tell. */
    static Cpu of(List<String> cpuinfo, Map<String, String> environment) {
        Set<String> offers = new TreeSet<>(Arrays.asList(field(cpuinfo, "flags").split(" ", -1)));
        offers.retainAll(FLAGS);
        Map<String, String> limits = new TreeMap<>(environment);
        limits.keySet().retainAll(VARIABLES);
        String name = field(cpuinfo, "model name");
        return new Cpu(name.isEmpty() ? "unknown" : name, offers, limits);
    }

    private static String field(List<String> cpuinfo, String name) {
        return cpuinfo.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Whether oneDNN multiplies by AVX-512. */
    boolean isWide() {
        String isa =
                limits.getOrDefault(
                        "ONEDNN_MAX_CPU_ISA", limits.getOrDefault("DNNL_MAX_CPU_ISA", ""));
        return offers.containsAll(WIDE) && !isa.matches("(?i)SSE41|AVX|AVX2.*");
    }

    /** Whether there are units for products of a kind; elsewhere they are emulated. */
    public boolean multiplies(DType kind) {
        if (kind != DType.BF16) {
            return kind == DType.F32 || kind == DType.F64;
        }
        String isa =
                limits.getOrDefault(
                        "ONEDNN_MAX_CPU_ISA", limits.getOrDefault("DNNL_MAX_CPU_ISA", ""));
        boolean heldBack =
                !isa.matches("(?i)|ALL|DEFAULT|AVX512_CORE_(BF16|FP16|AMX.*)|AVX10.*")
                        || limits.getOrDefault("ATEN_CPU_CAPABILITY", "").matches("default|avx2");
        boolean units = offers.contains("avx512_bf16") || offers.contains("amx_bf16");
        return units && isWide() && !heldBack;
    }

    /**
     * Rows of input up to which a packed product is the faster one, of every kind worth packing.
     */
    public Map<DType, Integer> packedRows() {
        int narrow = isWide() ? Integer.MAX_VALUE : ROWS_AVX2;
        return Map.of(DType.F32, narrow, DType.BF16, Integer.MAX_VALUE);
    }

    /** For the record: processor, features, and what holds them back. */
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("processor", name);
        facts.put("cpu", String.join(" ", new TreeSet<>(offers)));
        limits.forEach((variable, value) -> facts.put("env " + variable, value));
        return facts;
    }
}
