package dev.pke.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/** The one form of time that events carry: {@code 2026-11-20T17:05:01.123Z}. */
final class Timestamps {
    private static final byte[] FORM =
            "dddd-dd-ddTdd:dd:dd.dddZ".getBytes(StandardCharsets.US_ASCII);

    private Timestamps() {}

    /** Whether the bytes have the form and name a moment that exists. */
    static boolean isExact(byte[] at) {
        if (at.length != FORM.length) {
            return false;
        }
        for (int i = 0; i < FORM.length; i++) {
            boolean good = FORM[i] == 'd' ? at[i] >= '0' && at[i] <= '9' : at[i] == FORM[i];
            if (!good) {
                return false;
            }
        }
        int day = number(at, 8, 2);
        int hour = number(at, 11, 2);
        boolean usual = day >= 1 && day <= 28 && hour <= 23;
        int month = number(at, 5, 2);
        boolean clock = number(at, 14, 2) <= 59 && number(at, 17, 2) <= 59;
        if (usual) {
            return clock && month >= 1 && month <= 12;
        }
        try {
            LocalDateTime.of(number(at, 0, 4), month, day, hour, 0);
            return clock;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(byte[] at, int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            value = value * 10 + at[i] - '0';
        }
        return value;
    }
}
