package dev.pke.model.checkpoint;

import dev.pke.model.jinja.JinjaError;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day as C's strftime writes it, at midnight. */
public final class DateFormat {
    private DateFormat() {}

    public static String of(String format, LocalDate day) {
        var out = new StringBuilder();
        int at = 0;
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c != '%' || at == format.length()) {
                out.append(c);
                continue;
            }
            boolean bare = format.charAt(at) == '-' && at + 1 < format.length();
            at += bare ? 1 : 0;
            String field = field(format.charAt(at++), day);
            out.append(bare && field.length() > 1 ? field.replaceFirst("^0", "") : field);
        }
        return out.toString();
    }

    private static String field(char letter, LocalDate day) {
        String pattern =
                switch (letter) {
                    case 'Y' -> "yyyy";
                    case 'y' -> "yy";
                    case 'm' -> "MM";
                    case 'd' -> "dd";
                    case 'e' -> "ppd";
                    case 'b', 'h' -> "MMM";
                    case 'B' -> "MMMM";
                    case 'a' -> "EEE";
                    case 'A' -> "EEEE";
                    case 'j' -> "DDD";
                    case 'F' -> "yyyy-MM-dd";
                    case 'D' -> "MM/dd/yy";
                    case 'H', 'M', 'S' -> "'00'";
                    case 'I' -> "'12'";
                    case 'p' -> "'AM'";
                    case 'T', 'X' -> "'00:00:00'";
                    case 'c' -> "EEE MMM ppd '00:00:00' yyyy";
                    case '%' -> "'%'";
                    default ->
                            throw new JinjaError(
                                    "the template writes the date in the unknown form %" + letter);
                };
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(day);
    }
}
