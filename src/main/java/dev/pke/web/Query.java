package dev.pke.web;

import dev.pke.run.word.Streams;
import dev.pke.web.inside.LossWindow;
import dev.pke.web.list.Hints;
import dev.pke.web.list.ListAddress;
import dev.pke.web.list.ListAddress.Columns;
import dev.pke.web.list.ListAddress.Grouping;
import dev.pke.web.seen.Refusal;

import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.List;

/** What an address asks for, checked; an answer of 400 with one clear line where it is amiss. */
final class Query {
    private static final int MOST_RUNS = 40;

    private Query() {}

    /** A whole number from a parameter, or the default where it is absent. */
    static long number(RoutingContext ctx, String name, long otherwise) {
        String text = ctx.queryParams().get(name);
        return text == null || text.isEmpty() ? otherwise : number(name, text);
    }

    /** A position or version in the path or a header. */
    static long number(String name, String text) {
        if (!text.matches("\\d{1,15}")) {
            throw Refusal.bad(name + " must be a whole number, not “" + brief(text) + "”.");
        }
        return Long.parseLong(text);
    }

    static String text(RoutingContext ctx, String name) {
        String text = ctx.queryParams().get(name);
        return text == null ? "" : text;
    }

    /** The id of a run of ours in the path. */
    static String run(RoutingContext ctx) {
        String run = ctx.pathParam("run");
        if (!Streams.isRun(run)) {
            throw Refusal.bad("“" + brief(run) + "” is not a run id.");
        }
        return run;
    }

    /** A run id in the path, or the key of a run recorded elsewhere. */
    static String runOrKey(RoutingContext ctx) {
        return key(ctx.pathParam("run"));
    }

    /** Run ids and keys from {@code runs=a,b&runs=c@17}, each once, in order. */
    static List<String> runs(RoutingContext ctx) {
        List<String> runs = new ArrayList<>();
        for (String part : ctx.queryParams().getAll("runs")) {
            for (String run : part.split(",", -1)) {
                if (!run.isBlank() && !runs.contains(run.strip())) {
                    runs.add(key(run.strip()));
                }
            }
        }
        if (runs.size() > MOST_RUNS) {
            throw Refusal.bad("At most " + MOST_RUNS + " runs fit on one comparison.");
        }
        return runs;
    }

    /** What the list of runs is asked for; {@code ?tag=} is short for a query. */
    static ListAddress list(RoutingContext ctx) {
        String tag = text(ctx, "tag");
        String query = text(ctx, "q");
        String open = text(ctx, "open");
        return new ListAddress(
                tag.isEmpty() ? query : Hints.clause("tag", tag),
                text(ctx, "sort"),
                text(ctx, "group").equals("none") ? Grouping.NONE : Grouping.PLAN,
                text(ctx, "columns").equals("differences") ? Columns.DIFFERENCES : Columns.USUAL,
                open.isEmpty() ? List.of() : List.of(open.split(",", -1)),
                (int) Math.min(9999, number(ctx, "page", 1)));
    }

    /** Which steps of a run's losses are asked for, and how smooth. */
    static LossWindow losses(RoutingContext ctx) {
        return LossWindow.of(number(ctx, "from", 0), number(ctx, "to", 0), text(ctx, "smooth"));
    }

    /** A run id, or the key of a run recorded elsewhere, checked. */
    static String key(String run) {
        if (!Streams.isRun(run.replaceFirst("@\\d{1,15}$", ""))) {
            throw Refusal.bad("“" + brief(run) + "” is not a run id.");
        }
        return run;
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
