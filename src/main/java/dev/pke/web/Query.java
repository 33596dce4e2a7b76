package dev.pke.web;

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

    /** A run id in the path. */
    static String run(RoutingContext ctx) {
        return checkRun(ctx.pathParam("run"));
    }

    /** Run ids from {@code runs=a,b&runs=c}, each once, in order. */
    static List<String> runs(RoutingContext ctx) {
        List<String> runs = new ArrayList<>();
        for (String part : ctx.queryParams().getAll("runs")) {
            for (String run : part.split(",", -1)) {
                if (!run.isBlank() && !runs.contains(run.strip())) {
                    runs.add(checkRun(run.strip()));
                }
            }
        }
        if (runs.size() > MOST_RUNS) {
            throw Refusal.bad("At most " + MOST_RUNS + " runs fit on one comparison.");
        }
        return runs;
    }

    private static String checkRun(String run) {
        if (!run.matches("[a-z0-9][a-z0-9._-]{0,79}")) {
            throw Refusal.bad("“" + brief(run) + "” is not a run id.");
        }
        return run;
    }

    private static String brief(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
