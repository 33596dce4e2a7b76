package dev.pke.web;

import dev.pke.run.Remark;

import java.util.List;

/** A note or a tag as a page shows it, in pieces that hide nothing. */
public record Remarked(
        boolean isNote,
        String at,
        List<VisibleText.Piece> author,
        List<VisibleText.Piece> text,
        String href) {

    static List<Remarked> of(ViewedRun viewed) {
        return viewed.view().remarks().stream()
                .map(each ->
                        new Remarked(
                                each.kind() == Remark.Kind.NOTE,
                                each.at(),
                                VisibleText.of(each.author()),
                                VisibleText.of(each.text()),
                                viewed.event(each.position())))
                .toList();
    }

    /** The minute it was said, without the "T" and the zone. */
    public String minute() {
        return Figures.minute(at);
    }
}
