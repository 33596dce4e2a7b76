package dev.pke.web.list;

import dev.pke.web.page.RunRow;

/** One run of an unfolded group, by what tells it from the others: "seed 3", "draw 2". */
public record GroupMember(String told, RunRow row) {}
