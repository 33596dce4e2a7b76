package dev.pke.model.gguf;

import static dev.pke.model.gguf.Blocks.half;

import java.nio.ByteBuffer;

/**
 * Super-blocks of 256 numbers: 16 groups of 16, or 8 of 32, each with a small whole scale of its
 * own, which one or two halves scale again. Low and high bits of a number lie apart.
 */
final class SuperBlocks {
    private static final int SIZE = 256;

    private SuperBlocks() {}

    /** Bytes: 16 scales and minima of 4 bits, 64 of 2-bit numbers, two halves. */
    static void q2(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at + 80);
        float dmin = half(in, at + 82);
        for (int i = 0; i < SIZE; i++) {
            int scales = in.get(at + i / 16);
            float dl = d * (scales & 0xf);
            float ml = dmin * ((scales >> 4) & 0xf);
            out[to + i] = dl * twoBits(in, at + 16, i) - ml;
        }
    }

    /** Bytes: 32 of third bits, 64 of 2-bit numbers, 12 of 6-bit scales, a half. */
    static void q3(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at + 108);
        for (int i = 0; i < SIZE; i++) {
            int group = i / 16;
            int low = (in.get(at + 96 + group % 8) >> (group / 8 * 4)) & 0xf;
            int high = (in.get(at + 104 + group % 4) >> (group / 4 * 2)) & 0x3;
            float dl = d * ((low | (high << 4)) - 32);
            int third = (in.get(at + i % 32) >> (i / 32)) & 1;
            // the third bit says that four is not taken away
            out[to + i] = dl * (twoBits(in, at + 32, i) - (third == 1 ? 0 : 4));
        }
    }

    /** Bytes: two halves, 12 of 6-bit scales and minima, 128 of 4-bit numbers. */
    static void q4(ByteBuffer in, int at, float[] out, int to) {
        for (int group = 0; group < 8; group++) {
            float d = half(in, at) * scale(in, at + 4, group);
            float dm = half(in, at + 2) * minimum(in, at + 4, group);
            for (int i = group * 32; i < group * 32 + 32; i++) {
                out[to + i] = d * fourBits(in, at + 16, i) - dm;
            }
        }
    }

    /** As q4, with 32 bytes of fifth bits before the numbers. */
    static void q5(ByteBuffer in, int at, float[] out, int to) {
        for (int group = 0; group < 8; group++) {
            float d = half(in, at) * scale(in, at + 4, group);
            float dm = half(in, at + 2) * minimum(in, at + 4, group);
            for (int i = group * 32; i < group * 32 + 32; i++) {
                int fifth = (in.get(at + 16 + i % 32) >> group) & 1;
                out[to + i] = d * (fourBits(in, at + 48, i) | (fifth << 4)) - dm;
            }
        }
    }

    /** Bytes: 128 of low 4 bits, 64 of high 2 bits, 16 scales, a half. */
    static void q6(ByteBuffer in, int at, float[] out, int to) {
        float whole = half(in, at + 208);
        for (int i = 0; i < SIZE; i++) {
            float d = whole * in.get(at + 192 + i / 16);
            int low = (in.get(at + i / 128 * 64 + i % 64) >> (i % 128 / 64 * 4)) & 0xf;
            out[to + i] = d * ((low | (twoBits(in, at + 128, i) << 4)) - 32);
        }
    }

    /** Numbers of 128 take 32 bytes: the first 32 numbers their lowest bits, and so on. */
    private static int twoBits(ByteBuffer in, int at, int i) {
        return (in.get(at + i / 128 * 32 + i % 32) >> (i % 128 / 32 * 2)) & 0x3;
    }

    /** Numbers of 64 take 32 bytes: the first 32 their low halves. */
    private static int fourBits(ByteBuffer in, int at, int i) {
        return (in.get(at + i / 64 * 32 + i % 32) >> (i % 64 / 32 * 4)) & 0xf;
    }

    /** Six bits a group: of the last four groups two lie above the scales of the first four. */
    private static int scale(ByteBuffer in, int at, int group) {
        return group < 4
                ? in.get(at + group) & 0x3f
                : (in.get(at + group + 4) & 0xf) | ((in.get(at + group - 4) >> 2) & 0x30);
    }

    private static int minimum(ByteBuffer in, int at, int group) {
        return group < 4
                ? in.get(at + group + 4) & 0x3f
                : ((in.get(at + group + 4) >> 4) & 0xf) | ((in.get(at + group) >> 2) & 0x30);
    }
}
