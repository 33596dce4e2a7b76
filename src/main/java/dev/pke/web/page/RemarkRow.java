package dev.pke.web.page;

import dev.pke.run.Remark;
import dev.pke.web.chart.FigureText;
import dev.pke.web.seen.ViewedRun;
import dev.pke.web.seen.VisibleText;

import java.util.List;

/** A note or a tag as a page shows it, in pieces that hide nothing. */
public record RemarkRow(
        boolean isNote,
        String at,
        List<VisibleText.Piece> author,
        List<VisibleText.Piece> text,
        String href) {

    static List<RemarkRow> of(ViewedRun viewed) {
        return viewed.view().remarks().stream()
                .map(each ->
                        new RemarkRow(
                                each.kind() == Remark.Kind.NOTE,
                                each.at(),
                                VisibleText.of(each.author()),
                                VisibleText.of(each.text()),
                                viewed.event(each.position())))
                .toList();
    }

    /** The minute it was said, without the "T" and the zone. */
    public String minute() {
        return FigureText.minute(at);
    }
}
