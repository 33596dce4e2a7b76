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
    }

    private static List<String> keys(List<Axis> axes) {
        return axes.stream().map(Axis::key).toList();
    }
}
