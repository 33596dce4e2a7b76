package dev.pke.web.list;

import dev.pke.run.query.Field;
import dev.pke.web.seen.ListedRun;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the field in which runs are asked for may be completed with. */
public final class Hints {
    private Hints() {}

    /** A clause that holds a field to a value. */
    public static String clause(String field, String value) {
        boolean plain = value.matches("[\\p{L}\\p{N}_./-]+");
        return field + "=" + (plain ? value : "\"" + value.replace("\"", "") + "\"");
    }

    /** Clauses over values that the runs have. */
    static List<String> of(List<ListedRun> runs) {
        Set<String> methods = new LinkedHashSet<>();
        Set<String> models = new LinkedHashSet<>();
        Set<String> tags = new LinkedHashSet<>();
        for (ListedRun each : runs) {
            methods.add(each.summary().method());
            models.add(each.summary().model());
            tags.addAll(each.summary().review().tags());
        }
        List<String> hints = new ArrayList<>();
        methods.forEach(each -> hints.add(clause("method", each)));
        models.forEach(each -> hints.add(clause("model", each)));
        tags.forEach(each -> hints.add(clause("tag", each)));
        hints.addAll(List.of("status=failed", "status=running", "replay=fail", "replay=none"));
        Field.known().stream()
                .filter(Field::isNumber)
                .forEach(field -> hints.add(field.name() + (field.isShare() ? "<5%" : ">0")));
        return hints.stream().distinct().limit(60).toList();
    }
}
