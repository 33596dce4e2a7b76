package dev.pke.web.held;

import java.util.List;

/** One run's likeness to each, in the order of the rows. */
public record RegionRow(
        String name, String hue, String href, String size, List<RegionCell> cells) {}
