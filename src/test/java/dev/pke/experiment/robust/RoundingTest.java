package dev.pke.experiment.robust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

class RoundingTest {
    private static float[] rounded(Rounding how, float... row) {
        float[] out = row.clone();
        how.round(out);
        return out;
    }

    @Test
    void bf16IsTheNearestWithTiesToEven() {
        // 1 + 2^-8 lies between 1 and 1 + 2^-7: to even, down; three halves of a step: up
        assertArrayEquals(
                new float[] {1, 1 + 0x1p-6f, 1 + 0x1p-7f, -1 - 0x1p-7f, 0},
                rounded(
                        Rounding.BF16,
                        1 + 0x1p-8f,
                        1 + 0x1.8p-7f,
                        1 + 0x1p-8f + 0x1p-20f,
                        -1 - 0x1p-8f - 0x1p-20f,
                        0));
    }

    @Test
    void int8IsSymmetricByTheLargestOfARowAndARowOfNothingStays() {
        assertArrayEquals(
                new float[] {-127, 2, 0, 64}, rounded(Rounding.INT8, -127, 1.6f, 0.4f, 64.4f));
        assertArrayEquals(new float[] {0, 0}, rounded(Rounding.INT8, 0, 0));
    }

    @Test
    void noRoundingGoesFurtherThanHalfAStepAndNoneMovesWhatItMade() {
        Random random = new Random(3);
        float[] row = new float[500];
        float largest = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
            largest = Math.max(largest, Math.abs(row[i]));
        }
        float[] bf16 = rounded(Rounding.BF16, row);
        float[] int8 = rounded(Rounding.INT8, row);
        for (int i = 0; i < row.length; i++) {
            // eight bits of a mantissa: half a step is 2^-9 of the power of two below
            assertTrue(Math.abs(bf16[i] - row[i]) <= Math.abs(row[i]) * 0x1p-8f, row[i] + "");
            // half a step, and f32's own rounding of the product
            assertTrue(Math.abs(int8[i] - row[i]) <= largest / 127 * 0.5001f, row[i] + "");
        }
        assertArrayEquals(bf16, rounded(Rounding.BF16, bf16));
        assertEquals(largest, Math.abs(largest(int8)), largest * 1e-6f);
    }

    private static float largest(float[] row) {
        float largest = 0;
        for (float each : row) {
            largest = Math.max(largest, Math.abs(each));
        }
        return largest;
    }
}
