package dev.pke.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/**
 * The paired permutation test over questions, each of which may stand for several prompts: if two
 * arms are alike, a question's difference may as well have the other sign. The distribution of the
 * sum over all choices of signs is counted out, so that no draws and no seed are needed.
 */
public final class SignFlip {
    private SignFlip() {}

    /**
     * The two-sided p: the share of sign choices whose sum is at least as far from 0.
     *
     * @param differences for each question, the first arm's failures less the second's
     */
    public static double of(List<Integer> differences) {
        int seen = Math.abs(differences.stream().mapToInt(Integer::intValue).sum());
        int reach = differences.stream().mapToInt(Math::abs).sum();
        BigInteger[] ways = new BigInteger[2 * reach + 1]; // at reach + sum
        Arrays.fill(ways, BigInteger.ZERO);
        ways[reach] = BigInteger.ONE;
        int spread = 0;
        int flips = 0;
        for (int difference : differences) {
            int size = Math.abs(difference);
            if (size == 0) {
                continue;
            }
            BigInteger[] next = new BigInteger[ways.length];
            Arrays.fill(next, BigInteger.ZERO);
            for (int sum = -spread; sum <= spread; sum++) {
                BigInteger some = ways[reach + sum];
                next[reach + sum - size] = next[reach + sum - size].add(some);
                next[reach + sum + size] = next[reach + sum + size].add(some);
            }
            ways = next;
            spread += size;
            flips++;
        }
        BigInteger far = BigInteger.ZERO;
        for (int sum = -reach; sum <= reach; sum++) {
            if (Math.abs(sum) >= seen) {
                far = far.add(ways[reach + sum]);
            }
        }
        return new BigDecimal(far)
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(flips)), MathContext.DECIMAL64)
                .doubleValue();
    }
}
