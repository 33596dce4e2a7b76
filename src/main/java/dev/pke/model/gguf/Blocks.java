package dev.pke.model.gguf;

import java.nio.ByteBuffer;

/**
 * Blocks of 32 numbers that share a scale (and a minimum): four bits of number i in the low half of
 * byte i, of number i + 16 in its high half; a fifth bit, where there is one, in a word of its own.
 */
final class Blocks {
    private static final int HALF = 16;

    private Blocks() {}

    static void q40(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at);
        for (int i = 0; i < HALF; i++) {
            int b = in.get(at + 2 + i);
            out[to + i] = d * ((b & 0xf) - 8);
            out[to + i + HALF] = d * (((b >> 4) & 0xf) - 8);
        }
    }

    static void q41(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at);
        float m = half(in, at + 2);
        for (int i = 0; i < HALF; i++) {
            int b = in.get(at + 4 + i);
            out[to + i] = d * (b & 0xf) + m;
            out[to + i + HALF] = d * ((b >> 4) & 0xf) + m;
        }
    }

    static void q50(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at);
        int fifth = in.getInt(at + 2);
        for (int i = 0; i < HALF; i++) {
            int b = in.get(at + 6 + i);
            out[to + i] = d * (five(b, fifth >> i) - 16);
            out[to + i + HALF] = d * (five(b >> 4, fifth >> (i + HALF)) - 16);
        }
    }

    static void q51(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at);
        float m = half(in, at + 2);
        int fifth = in.getInt(at + 4);
        for (int i = 0; i < HALF; i++) {
            int b = in.get(at + 8 + i);
            out[to + i] = d * five(b, fifth >> i) + m;
            out[to + i + HALF] = d * five(b >> 4, fifth >> (i + HALF)) + m;
        }
    }

    static void q80(ByteBuffer in, int at, float[] out, int to) {
        float d = half(in, at);
        for (int i = 0; i < 2 * HALF; i++) {
            out[to + i] = in.get(at + 2 + i) * d;
        }
    }

    /** Four low bits, and a fifth that is the lowest of another word. */
    private static int five(int low, int fifth) {
        return (low & 0xf) | ((fifth & 1) << 4);
    }

    static float half(ByteBuffer in, int at) {
        return Float.float16ToFloat(in.getShort(at));
    }
}
