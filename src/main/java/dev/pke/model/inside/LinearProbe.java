package dev.pke.model.inside;

import ai.djl.ndarray.NDArray;

import dev.pke.model.LanguageModel;

/**
 * A line through states that tells unsafe answers (above 0) from safe ones (below): ridge
 * regression on +1 and -1, in its dual form, since there are fewer states than dimensions. Its
 * arrays belong to the scope it was trained in.
 *
 * @param middle the mean of the states it was trained on, (1, hidden)
 * @param direction (hidden, 1)
 */
public record LinearProbe(NDArray middle, NDArray direction) {
    /** What is added to the diagonal, as a share of its mean. */
    private static final float RIDGE = 0.1f;

    /** Trained on as many unsafe states as safe ones, (n, hidden) each. */
    public static LinearProbe trained(LanguageModel model, NDArray unsafe, NDArray safe) {
        NDArray states = unsafe.concat(safe, 0); // (2n, hidden)
        NDArray middle = states.mean(new int[] {0}, true);
        NDArray x = states.sub(middle);
        NDArray wanted = // (2n, 1)
                unsafe.sum(new int[] {1}, true)
                        .zerosLike()
                        .add(1f)
                        .concat(safe.sum(new int[] {1}, true).zerosLike().sub(1f), 0);
        NDArray gram = x.matMul(x.transpose()); // (2n, 2n)
        int n = Math.toIntExact(gram.getShape().get(0));
        NDArray one = model.kernels().manager().eye(n);
        NDArray ridge = one.mul(gram.mul(one).sum().div(n).mul(RIDGE));
        NDArray dual = model.kernels().tensors().solved(gram.add(ridge), wanted);
        return new LinearProbe(middle, x.transpose().matMul(dual));
    }

    /** How unsafe each state is, (n) of (n, hidden). */
    public float[] scores(NDArray states) {
        return states.sub(middle).matMul(direction).toFloatArray();
    }

    /** The share of states on their side. */
    public double accuracy(NDArray unsafe, NDArray safe) {
        int right = 0;
        float[] above = scores(unsafe);
        float[] below = scores(safe);
        for (float each : above) {
            right += each > 0 ? 1 : 0;
        }
        for (float each : below) {
            right += each < 0 ? 1 : 0;
        }
        return (double) right / (above.length + below.length);
    }
}
