package dev.pke.web.list;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the address of the list asks for; all of the view is in it, so that a view is a link.
 *
 * @param query which runs, in the language of {@code run.query}
 * @param sort by which field; "" is newest first
 * @param grouping whether runs of one plan are folded
 * @param columns whether plan keys that differ are shown
 * @param open the groups that are unfolded
 * @param page from 1
 */
public record ListAddress(
        String query,
        String sort,
        Grouping grouping,
        Columns columns,
        List<String> open,
        int page) {
    /** Whether runs that differ in nothing but seeds and draws are one line. */
    public enum Grouping {
        PLAN,
        NONE
    }

    /** Which columns there are beside the usual. */
    public enum Columns {
        USUAL,
        DIFFERENCES
    }

    public ListAddress {
        open = List.copyOf(open);
    }

    /** The address with another query, from its first page on. */
    ListAddress asking(String other) {
        return new ListAddress(other, sort, grouping, columns, List.of(), 1);
    }

    /** The address sorted by a field: from the greatest on if it is sorted by it already. */
    ListAddress sortedBy(String field) {
        String other = sort.equals(field) ? "-" + field : sort.equals("-" + field) ? "" : field;
        return new ListAddress(query, other, grouping, columns, open, 1);
    }

    ListAddress grouped(Grouping other) {
        return new ListAddress(query, sort, other, columns, List.of(), 1);
    }

    ListAddress with(Columns other) {
        return new ListAddress(query, sort, grouping, other, open, page);
    }

    /** The address with a group unfolded, or folded again. */
    ListAddress turning(String group) {
        List<String> other = new ArrayList<>(open);
        if (!other.remove(group)) {
            other.add(group);
        }
        return new ListAddress(query, sort, grouping, columns, other, page);
    }

    ListAddress at(int other) {
        return new ListAddress(query, sort, grouping, columns, open, other);
    }

    /** The address with a clause added to its query. */
    ListAddress narrowed(String clause) {
        boolean alone = query.isBlank() || query.contains(clause);
        boolean loose = query.matches("(?i).*\\bor\\b.*");
        String whole = loose ? "(" + query + ")" : query;
        return asking(alone ? (query.isBlank() ? clause : query) : whole + " " + clause);
    }

    /** The address as a link. */
    public String href() {
        Map<String, String> asked = new TreeMap<>();
        put(asked, "q", query);
        put(asked, "sort", sort);
        put(asked, "group", grouping == Grouping.NONE ? "none" : "");
        put(asked, "columns", columns == Columns.DIFFERENCES ? "differences" : "");
        put(asked, "open", String.join(",", open));
        put(asked, "page", page > 1 ? Integer.toString(page) : "");
        StringBuilder link = new StringBuilder("/");
        String between = "?";
        for (Map.Entry<String, String> each : asked.entrySet()) {
            link.append(between)
                    .append(each.getKey())
                    .append('=')
                    .append(URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8));
            between = "&";
        }
        return link.toString();
    }

    private static void put(Map<String, String> asked, String name, String value) {
        if (!value.isBlank()) {
            asked.put(name, value);
        }
    }
}
