package dev.pke.edit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

import dev.pke.model.LanguageModel;
import dev.pke.model.torch.Scope;
import dev.pke.model.weights.Patch;

import java.util.ArrayList;
import java.util.List;

/**
 * A course on which leaves follow matrices of low rank: leaf = start + scale · left · right. What
 * moves is told: both factors of each leaf, or one left factor that all leaves share while the
 * right ones are fixed. All arrays belong to the scope they were made in.
 *
 * @param model the model the leaves are of
 * @param patch the leaves
 * @param products one a leaf, in the order of the patch's leaves
 * @param moves which factors
 */
record LowRank(LanguageModel model, Patch patch, List<Product> products, Moves moves)
        implements Course {
    /** Which factors the optimiser steps. */
    enum Moves {
        /** Both of every leaf. */
        BOTH,
        /** One left factor, which all leaves share. */
        SHARED_LEFT
    }

    /**
     * What is added to one leaf.
     *
     * @param start the leaf as it began, (rows, columns)
     * @param left (rows, rank)
     * @param right (rank, columns)
     */
    record Product(NDArray start, NDArray left, NDArray right, double scale) {}

    /** Copies of a patch's leaves as they are now. */
    static List<NDArray> starts(Patch patch) {
        List<NDArray> starts = new ArrayList<>();
        patch.leaves().forEach(leaf -> starts.add(leaf.stopGradient().duplicate()));
        return starts;
    }

    @Override
    public NDList moving() {
        if (moves == Moves.SHARED_LEFT) {
            return new NDList(products.getFirst().left());
        }
        NDList moving = new NDList();
        for (Product each : products) {
            moving.add(each.right());
            moving.add(each.left());
        }
        return moving;
    }

    @Override
    public NDList pulled(NDList atLeaves) {
        NDList pulled = new NDList();
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            NDArray g = atLeaves.get(i).mul((float) product.scale()); // (rows, columns)
            NDArray left = g.matMul(product.right().transpose()); // (rows, rank)
            switch (moves) {
                case BOTH -> {
                    pulled.add(product.left().transpose().matMul(g)); // (rank, columns)
                    pulled.add(left);
                }
                case SHARED_LEFT -> {
                    NDArray others = pulled.isEmpty() ? left.zerosLike() : pulled.removeFirst();
                    pulled.add(others.add(left));
                }
            }
        }
        return pulled;
    }

    @Override
    public void follow() {
        for (int i = 0; i < products.size(); i++) {
            try (var _ = Scope.open()) {
                Product product = products.get(i);
                NDArray added = product.left().matMul(product.right()); // (rows, columns)
                NDArray now = product.start().add(added.mul((float) product.scale()));
                model.assign(patch.leaves().get(i), now);
            }
        }
    }
}
