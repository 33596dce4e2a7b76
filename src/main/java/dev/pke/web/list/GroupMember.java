package dev.pke.web.list;

import dev.pke.web.page.RunRow;

/** One run of an unfolded group. */
public record GroupMember(String seed, RunRow row) {}
