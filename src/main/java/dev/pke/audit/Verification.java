package dev.pke.audit;

import dev.pke.audit.sign.Head;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a verification found.
 *
 * @param wrong what is wrong, the first bad position first; at most {@link Report#MAX_FINDINGS}
 * @param count how much is wrong altogether
 * @param checked what was checked and found good
 * @param open what could not be known from what was given
 * @param unmet what was asked for and could not be checked
 * @param head the tree that was found; null if the log is too broken to have one
 */
public record Verification(
        List<Fault> wrong,
        long count,
        List<String> checked,
        List<String> open,
        List<String> unmet,
        @Nullable Head head) {
    /** Takes copies. */
    public Verification {
        wrong = List.copyOf(wrong);
        checked = List.copyOf(checked);
        open = List.copyOf(open);
        unmet = List.copyOf(unmet);
    }

    /** Whether nothing is wrong, and everything that was asked for was checked. */
    public boolean passed() {
        return count == 0 && unmet.isEmpty();
    }

    /** Why this is no pass: the first thing that is wrong, or the first that is unmet. */
    public String reason() {
        return count > 0 ? wrong.getFirst().toString() : String.join("", unmet.subList(0, 1));
    }

    /** The exit code: 0 a pass, 1 something is wrong, 3 something asked for was not checked. */
    public int exitCode() {
        return passed() ? 0 : count > 0 ? 1 : 3;
    }

    /** The report as lines of text. */
    public List<String> lines() {
        var out = new java.util.ArrayList<String>();
        checked.forEach(line -> out.add("ok     " + line));
        open.forEach(line -> out.add("open   " + line));
        unmet.forEach(line -> out.add("UNMET  " + line));
        wrong.forEach(fault -> out.add("WRONG  " + fault));
        if (count > wrong.size()) {
            out.add("WRONG  and " + (count - wrong.size()) + " more");
        }
        if (head != null) {
            out.add(
                    "tree   %s size %d root %s"
                            .formatted(head.origin(), head.size(), head.rootHex()));
        }
        out.add(last());
        return out;
    }

    private String last() {
        if (count == 0) {
            return unmet.isEmpty() ? "PASS" : "UNMET  not a pass: " + unmet.getFirst();
        }
        return failure();
    }

    private String failure() {
        String things = count == 1 ? "1 thing is wrong" : count + " things are wrong";
        long first = wrong.getFirst().position();
        return "FAIL   " + things + (first == 0 ? "" : "; the first bad position is " + first);
    }

    /** The report as a JSON value. */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> out = new LinkedHashMap<>();
        out.put("passed", passed());
        out.put("wrong", count);
        out.put("findings", wrong.stream().map(Verification::json).toList());
        out.put("checked", checked);
        out.put("open", open);
        out.put("unmet", unmet);
        if (head != null) {
            out.put("origin", head.origin());
            out.put("size", head.size());
            out.put("root", head.rootHex());
        }
        return out;
    }

    private static Map<String, Object> json(Fault fault) {
        return Map.of("position", fault.position(), "what", fault.what());
    }
}
