package dev.pke.audit;

import java.util.SortedMap;

/** The tensors of a checkpoint, by name, open until closed. Any thread may read them. */
public interface Tensors extends AutoCloseable {
    /** What to call it: the folder, the run, the delta. */
    String label();

    /** Every tensor. */
    SortedMap<String, TensorBytes> tensors();

    @Override
    void close();
}
