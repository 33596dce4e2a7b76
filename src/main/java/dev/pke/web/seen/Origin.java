package dev.pke.web.seen;

import dev.pke.audit.ForeignRun;
import dev.pke.web.chart.FigureText;

import java.util.stream.Collectors;

/**
 * Where a run is recorded that is not on our record.
 *
 * @param name of that log, invisible characters written out
 * @param treeSize how many events it had when the run was bundled
 * @param imported position of our event about the import
 */
public record Origin(String name, long treeSize, long imported) {
    private static final int BRIEF = 8;

    public static Origin of(ForeignRun run) {
        String name =
                VisibleText.of(run.origin()).stream()
                        .map(VisibleText.Piece::text)
                        .collect(Collectors.joining());
        return new Origin(name, run.imported().events(), run.position());
    }

    /** Whether it ships with the program, rather than that somebody imported it here. */
    public boolean isShipped() {
        return imported == 0;
    }

    /** Where it is said how it came here. */
    public String href() {
        return isShipped() ? "/learn" : "/events/" + imported;
    }

    /** The beginning of the name, enough to recognise it: "pke/1f2e…". */
    public String brief() {
        return name.length() <= BRIEF + 1 ? name : name.substring(0, BRIEF) + "…";
    }

    /** The tree's size with thousands set apart. */
    public String size() {
        return FigureText.count(treeSize);
    }
}
