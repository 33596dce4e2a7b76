package dev.pke.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pke.experiment.sweep.Axis;

import org.junit.jupiter.api.Test;

import java.util.List;

class FrontierMixinTest {
    @Test
    void whatAnEditorIsToldIsChosenAndWhatElseIsVariedIsAnotherPoint() {
        FrontierMixin frontier = new FrontierMixin();
        frontier.grid.vary = List.of("budget=0.01,0.02");
        assertEquals(List.of("rate", "steps"), keys(frontier.settings()));
        frontier.grid.vary = List.of("budget=0.01,0.02", "frames=own,any", "answers=0,0.1");
        assertEquals(List.of("frames", "answers"), keys(frontier.settings()));
        assertEquals(List.of("budget"), keys(frontier.sizes()));
        frontier.grid.vary = List.of("strength=1,2", "edit.editor.kl=0.1", "rank=4,8", "depth=1,5");
        assertEquals(List.of("strength", "edit.editor.kl"), keys(frontier.settings()));
        assertEquals(List.of("rank", "depth"), keys(frontier.sizes()));
    }

    private static List<String> keys(List<Axis> axes) {
        return axes.stream().map(Axis::key).toList();
    }
}
