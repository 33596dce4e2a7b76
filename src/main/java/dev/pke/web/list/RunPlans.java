package dev.pke.web.list;

import dev.pke.web.seen.ListedRun;

import java.util.Map;
import java.util.function.Function;

/**
 * What a page knows beside the runs: which plan each is of, the plan itself, and which model it
 * began from.
 */
public record RunPlans(
        Function<ListedRun, String> key,
        Function<ListedRun, Map<?, ?>> plan,
        Function<ListedRun, String> model) {}
