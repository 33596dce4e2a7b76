package dev.pke.diff;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The block that a tensor belongs to, by its name. */
public final class BlockNumber {
    private static final Pattern BLOCK =
            Pattern.compile("(?:^|.*\\.)(?:layers|h|layer)\\.(\\d+)\\..*");

    private BlockNumber() {}

    /** Its number; -1 if it belongs to none. */
    public static int of(String tensor) {
        Matcher found = BLOCK.matcher(tensor);
        return found.matches() ? Integer.parseInt(found.group(1)) : -1;
    }
}
