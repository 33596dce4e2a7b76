package dev.pke.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Adam (Kingma and Ba, 1412.6980), operation by operation as torch.optim.Adam and AdamW. Its state
 * lives outside any scope until it is closed.
 */
public final class Adam implements AutoCloseable {
    /**
     * What Adam is told.
     *
     * @param rate the learning rate
     * @param beta1 decay of the first moment
     * @param beta2 decay of the second moment
     * @param epsilon added to the root of the second moment, after its bias correction
     * @param weightDecay 0 for none
     * @param decay where the decay acts
     */
    public record Settings(
            double rate,
            double beta1,
            double beta2,
            double epsilon,
            double weightDecay,
            Decay decay) {
        public Settings {
            if (!(rate > 0)) {
                throw new IllegalArgumentException("rate must be positive: " + rate);
            }
        }

        /** PyTorch's defaults: 0.9, 0.999, 1e-8, no decay. */
        public static Settings rate(double rate) {
            return new Settings(rate, 0.9, 0.999, 1e-8, 0, Decay.L2);
        }

        public Settings with(Decay where, double weightDecay) {
            return new Settings(rate, beta1, beta2, epsilon, weightDecay, where);
        }

        public Settings with(double beta1, double beta2) {
            return new Settings(rate, beta1, beta2, epsilon, weightDecay, decay);
        }
    }

    /** Where weight decay acts. */
    public enum Decay {
        /** Added to the gradient (torch.optim.Adam). */
        L2,
        /** Shrinks the parameter itself (torch.optim.AdamW). */
        DECOUPLED
    }

    /** The running means of every parameter's gradient and of its square, moved in place. */
    record Moments(NDList first, NDList second) {}

    /** One step: its number from 1, its learning rate, and what else Adam is told. */
    record Step(int number, double rate, Settings settings) {}

    private final Kernels kernels;
    private final NDList parameters;
    private final Moments moments = new Moments(new NDList(), new NDList());
    private final Settings settings;
    private int steps;

    public Adam(Kernels kernels, NDList parameters, Settings settings) {
        this.kernels = kernels;
        this.parameters = parameters;
        this.settings = settings;
        try (Scope scope = Scope.open()) {
            for (NDArray p : parameters) {
                moments.first().add(scope.keep(p.zerosLike()));
                moments.second().add(scope.keep(p.zerosLike()));
            }
        }
    }

    /** Moves every parameter in place by its gradient, at the learning rate of the settings. */
    public void step(NDList gradients) {
        step(gradients, settings.rate());
    }

    /** Moves every parameter in place by its gradient, at a rate a schedule decides. */
    public void step(NDList gradients, double rate) {
        steps++;
        kernels.gradients().adam(parameters, gradients, moments, new Step(steps, rate, settings));
    }

    @Override
    public void close() {
        moments.first().close();
        moments.second().close();
    }
}
