package dev.pke.model.setting;

/**
 * How the next token is chosen: the most likely one (temperature 0), or drawn from the likeliest.
 *
 * @param temperature divides the logits; 0 is greedy
 * @param topK draws from the k likeliest; 0 is all
 * @param topP draws from the fewest tokens whose probabilities reach p; 1 is all
 * @param seed of the draws
 */
public record Sampling(double temperature, int topK, double topP, long seed) {
    public Sampling {
        if (!(temperature >= 0) || temperature > 100) {
            throw new IllegalArgumentException("temperature must be in [0, 100]: " + temperature);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("topK must not be negative: " + topK);
        }
        if (!(topP > 0) || topP > 1) {
            throw new IllegalArgumentException("topP must be in (0, 1]: " + topP);
        }
    }

    public static Sampling greedy() {
        return new Sampling(0, 0, 1, 0);
    }

    public boolean isGreedy() {
        return temperature == 0;
    }
}
