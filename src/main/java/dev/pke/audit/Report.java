package dev.pke.audit;

import dev.pke.audit.sign.Head;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A verdict in the making; safe for several threads. Keeps the first findings, counts them all. */
final class Report {
    static final int MAX_FINDINGS = 50;
    private final TreeSet<Fault> wrong = new TreeSet<>();
    private final List<String> checked = new ArrayList<>();
    private final List<String> open = new ArrayList<>();
    private final List<String> unmet = new ArrayList<>();
    private long count;

    synchronized void wrong(long position, String what) {
        count++;
        wrong.add(new Fault(position, what));
        if (wrong.size() > MAX_FINDINGS) {
            wrong.pollLast();
        }
    }

    void wrong(String what) {
        wrong(0, what);
    }

    synchronized void good(String what) {
        checked.add(what);
    }

    synchronized void open(String what) {
        open.add(what);
    }

    /** What was asked for and could not be checked: a verdict with this in it is never a pass. */
    synchronized void unmet(String what) {
        unmet.add(what);
    }

    synchronized long count() {
        return count;
    }

    synchronized Verification verification(@Nullable Head head) {
        return new Verification(List.copyOf(wrong), count, checked, open, unmet, head);
    }
}
