package dev.pke.model.weights;

import dev.pke.model.architecture.Architecture;
import dev.pke.model.architecture.ModelConfig;
import dev.pke.model.torch.DType;

import java.util.ArrayList;
import java.util.List;

/** A constant matrix as its products see it: x (n, columns) becomes (n, rows). */
record MatrixSize(long rows, long columns, DType dtype) {
    long elements() {
        return rows * columns;
    }

    /** The same the other way round, as a gradient meets it. */
    MatrixSize turned() {
        return new MatrixSize(/* rows= */ columns, /* columns= */ rows, dtype);
    }

    /** Those of a decoder, which read the same input being one. */
    static List<MatrixSize> of(ModelConfig config, DType dtype) {
        long hidden = config.hidden();
        long heads = (long) config.heads() * config.head();
        long keys = (long) config.kvHeads() * config.head();
        boolean gated = Architecture.of(config).block().containsKey("gate");
        long lifted = (gated ? 2L : 1L) * config.intermediate();
        List<MatrixSize> sizes = new ArrayList<>();
        sizes.add(new MatrixSize(heads + 2 * keys, hidden, dtype)); // q, k and v
        sizes.add(new MatrixSize(hidden, heads, dtype));
        sizes.add(new MatrixSize(lifted, hidden, dtype));
        sizes.add(new MatrixSize(hidden, config.intermediate(), dtype));
        sizes.add(new MatrixSize(config.vocab(), hidden, dtype));
        return sizes;
    }

    @Override
    public String toString() {
        return rows + "x" + columns;
    }
}
