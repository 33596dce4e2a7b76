package dev.pke.model.torch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What decides products is read from the system's words, and rows are chosen by it. */
public class CpuTest {
    private static final List<String> WIDE =
            List.of(
                    "processor\t: 0",
                    "model name\t: A Processor",
                    "flags\t\t: fpu avx2 fma avx512f avx512dq avx512bw avx512vl avx512_bf16 xyz");
    private static final List<String> NARROW = List.of("flags\t\t: fpu avx2 fma");

    @Test
    void rowsArePackedWithoutLimitWhereOneDnnIsWide() {
        Cpu cpu = Cpu.of(WIDE, Map.of("HOME", "/x"));
        assertTrue(cpu.isWide());
        assertEquals(Integer.MAX_VALUE, cpu.packedRows().get(DType.F32));
        assertEquals(
                Map.of(
                        "processor",
                        "A Processor",
                        "cpu",
                        "avx2 avx512_bf16 avx512bw avx512dq avx512f avx512vl fma"),
                cpu.facts());
    }

    @Test
    void fewRowsArePackedWhereItIsNotOrIsHeldBack() {
        Cpu held = Cpu.of(WIDE, Map.of("ONEDNN_MAX_CPU_ISA", "avx2_vnni"));
        assertFalse(held.isWide());
        assertEquals("avx2_vnni", held.facts().get("env ONEDNN_MAX_CPU_ISA"));
        Cpu narrow = Cpu.of(NARROW, Map.of());
        assertFalse(narrow.isWide());
        assertEquals(64, narrow.packedRows().get(DType.F32));
        assertEquals("unknown", narrow.name());
        assertFalse(Cpu.of(List.of(), Map.of()).isWide());
    }

    /** One with units for bf16. */
    public static Cpu wide() {
        return Cpu.of(WIDE, Map.of());
    }

    /** One without. */
    public static Cpu narrow() {
        return Cpu.of(NARROW, Map.of());
    }

    @Test
    void bf16IsEmulatedWithoutItsUnitsOrWhereTheyAreHeldBack() {
        assertTrue(wide().multiplies(DType.BF16));
        assertFalse(narrow().multiplies(DType.BF16));
        assertTrue(narrow().multiplies(DType.F32));
        assertFalse(wide().multiplies(DType.F16));
        for (String isa : List.of("AVX2", "AVX512_CORE", "AVX512_CORE_VNNI")) {
            assertFalse(
                    Cpu.of(WIDE, Map.of("ONEDNN_MAX_CPU_ISA", isa)).multiplies(DType.BF16), isa);
        }
        for (String isa : List.of("AVX512_CORE_BF16", "AVX512_CORE_AMX", "ALL")) {
            assertTrue(Cpu.of(WIDE, Map.of("ONEDNN_MAX_CPU_ISA", isa)).multiplies(DType.BF16), isa);
        }
        assertFalse(Cpu.of(WIDE, Map.of("ATEN_CPU_CAPABILITY", "avx2")).multiplies(DType.BF16));
    }
}
