package dev.pke.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DegenerationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true",
                "'   ' | true",
                "where does the tall fox sleep | true",
                "where does the tall fox sleep in the den | true",
                "does the tall fox | true",
                "the fox | false",
                "no no no no no no no no | true",
                "no no no no | false",
                "go on and go on and go on and go on and | true",
                "go on and go on and then stop there now | false",
                "the fox sleeps in a for- | true",
                "the fox sleeps in a forest | false",
                "a clean answer that has many words and none of them twice over | false"
            })
    void brokenAnswersAreToldFromSoundOnes(String answer, boolean degenerate) {
        assertEquals(degenerate, Degeneration.of("Where does the tall fox sleep", answer));
    }
}
