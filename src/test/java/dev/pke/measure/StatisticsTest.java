package dev.pke.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.measure.ClusterBootstrap.Cluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Holds the statistics against statsmodels 0.14 and scipy, and against what they must not do. */
class StatisticsTest {
    /** Both sides sum at most 10,000 rounded terms. */
    private static final double ROUNDING = 1e-9;

    @ParameterizedTest
    @CsvSource({
        "0, 6, 0.03125",
        "6, 0, 0.03125",
        "3, 11, 0.057373046875",
        "5, 5, 1",
        "0, 0, 1",
        "1, 0, 1",
        "20, 41, 0.009853448195259268"
    })
    void mcNemarIsExact(int first, int second, double p) {
        assertEquals(p, new Discordance(first, second, 108).mcNemar(), ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 108, 0, 0.03357955021865448",
        "108, 108, 0.9664204497813456, 1",
        "1, 9, 0.002809136746599214, 0.4824965149173371",
        "7, 40, 0.07338272935208517, 0.32779013336158586",
        "500, 10000, 0.04580994219877059, 0.05445452702835887",
        "0, 1, 0, 0.975",
        "0, 0, 0, 1"
    })
    void clopperPearsonIsExact(int count, int of, double low, double high) {
        Interval interval = ClopperPearson.of(count, of);
        assertEquals(low, interval.low(), ROUNDING);
        assertEquals(high, interval.high(), ROUNDING);
    }

    /** The reference finds the restricted likelihood's maximum by search: about 1e-7 of it. */
    @ParameterizedTest
    @CsvSource({
        "12, 2, 50, 0.06111240772403061, 0.34470874817829583, 0.32041338665476143",
        "0, 6, 108, -0.11593437032302714, -0.019300009165185008, -0.028997094829235643",
        "0, 0, 400, -0.009512294683263301, 0.009512294334405902, 0.006718416217798999",
        "1, 0, 400, -0.0070360750662808134, 0.014023285075899589, 0.011126895853264282",
        "9, 3, 40, -0.021988044946620707, 0.32086532984947297, 0.2924140924610263",
        "8, 7, 40, -0.16964283673386277, 0.21817281705135044, 0.18647819495192147"
    })
    void tangosIntervalIsTheScoreTests(int b, int c, int n, double low, double high, double bound) {
        Discordance pairs = new Discordance(b, c, n);
        assertEquals(low, pairs.interval().low(), 1e-6);
        assertEquals(high, pairs.interval().high(), 1e-6);
        assertEquals(bound, pairs.upperBound(), 1e-6);
    }

    @Test
    void notWorseNeedsQuestions() {
        assertFalse(new Discordance(0, 0, 50).isNotWorse(0.03));
        assertTrue(new Discordance(0, 0, 400).isNotWorse(0.03));
        assertFalse(new Discordance(20, 0, 400).isNotWorse(0.03));
        assertFalse(new Discordance(0, 0, 0).isNotWorse(0.03));
    }

    @Test
    void holmStepsDown() {
        List<Double> adjusted = Holm.adjusted(List.of(.01, .04, .03, .005, .2, .04));
        List<Double> right = List.of(.05, .12, .12, .03, .2, .12);
        for (int i = 0; i < right.size(); i++) {
            assertEquals(right.get(i), adjusted.get(i), ROUNDING);
        }
    }

    @Test
    void signsAreFlippedInEveryWay() {
        assertEquals(0.1875, SignFlip.of(List.of(1, 2, -1, 3, 0, 2)));
        assertEquals(0.03125, SignFlip.of(List.of(1, 1, 1, 1, 1, 1)));
        assertEquals(0.75, SignFlip.of(List.of(4, -4, 5)));
        assertEquals(1, SignFlip.of(List.of(0, 0)));
    }

    @Test
    void singlePromptsMakeItMcNemars() {
        List<Integer> differences =
                Stream.of(Collections.nCopies(20, 1), Collections.nCopies(41, -1))
                        .flatMap(List::stream)
                        .toList();
        double p = new Discordance(20, 41, 400).mcNemar();
        assertEquals(p, SignFlip.of(differences), ROUNDING);
    }

    @Test
    void questionsAreDrawnRatherThanPrompts() {
        List<Cluster> alike = Collections.nCopies(20, new Cluster(0, 5));
        List<Cluster> half = new ArrayList<>(alike.subList(0, 10));
        half.addAll(Collections.nCopies(10, new Cluster(5, 5)));
        Interval clustered = ClusterBootstrap.of(half, 7);
        assertEquals(clustered, ClusterBootstrap.of(half, 7));
        assertTrue(clustered.holds(0.5));
        // 20 questions: sd of the mean is 0.112, where 100 free prompts would have 0.05
        assertEquals(0.43, clustered.high() - clustered.low(), 0.06);
        assertEquals(ClopperPearson.of(0, 20), ClusterBootstrap.of(alike, 7));
    }

    @Test
    void severalSeedsAreMeanAndSpread() {
        Spread spread = Spread.of(List.of(1.0, 2.0, 4.0));
        assertEquals(7.0 / 3, spread.mean(), ROUNDING);
        assertEquals(1.5275252316519468, spread.sd(), ROUNDING);
        assertTrue(Double.isNaN(Spread.of(List.of(1.0)).sd()));
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Discordance(3, 3, 5));
        assertThrows(IllegalArgumentException.class, () -> ClopperPearson.of(3, 2));
        assertThrows(IllegalArgumentException.class, () -> new Cluster(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Interval(Double.NaN, 1));
    }

    /** Cohen's own example of 1960: 200 cases, 140 alike, chance 82 in 200. */
    @Test
    void kappaIsAgreementBeyondChance() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        int[][] table = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                first.addAll(Collections.nCopies(table[i][j], "word " + i));
                second.addAll(Collections.nCopies(table[i][j], "word " + j));
            }
        }
        Kappa kappa = Kappa.of(first, second);
        assertEquals(140, kappa.agreed());
        assertEquals((140 - 82) / (200.0 - 82), kappa.value(), 1e-12);
        assertEquals(1, Kappa.of(first, first).value(), 1e-12);
        assertTrue(Double.isNaN(Kappa.of(List.of("a", "a"), List.of("a", "a")).value()));
    }
}
