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
 * @param moving what the optimiser steps
 */
record LowRank(LanguageModel model, Patch patch, List<Product> products, NDList moving)
        implements Course {
    /**
     * What is added to one leaf.
     *
     * @param start the leaf as it began, (rows, columns)
     * @param left (rows, rank)
     * @param right (rank, columns)
     */
    record Product(NDArray start, NDArray left, NDArray right, double scale) {}

    /** Where both factors of every leaf move. */
    static LowRank ofBoth(LanguageModel model, Patch patch, List<Product> products) {
        NDList moving = new NDList();
        for (Product each : products) {
            moving.add(each.right());
            moving.add(each.left());
        }
        return new LowRank(model, patch, products, moving);
    }

    /** Where one left factor that all share moves. */
    static LowRank ofLeft(LanguageModel model, Patch patch, List<Product> products) {
        return new LowRank(model, patch, products, new NDList(products.getFirst().left()));
    }

    /** Copies of a patch's leaves as they are now. */
    static List<NDArray> starts(Patch patch) {
        List<NDArray> starts = new ArrayList<>();
        patch.leaves().forEach(leaf -> starts.add(leaf.stopGradient().duplicate()));
        return starts;
    }

    @Override
    public NDList pulled(NDList atLeaves) {
        NDList pulled = new NDList();
        moving.forEach(each -> pulled.add(each.zerosLike()));
        for (int i = 0; i < products.size(); i++) {
            Product product = products.get(i);
            NDArray g = atLeaves.get(i).mul((float) product.scale()); // (rows, columns)
            for (int m = 0; m < moving.size(); m++) {
                if (moving.get(m) == product.left()) {
                    pulled.get(m).addi(g.matMul(product.right().transpose()));
                } else if (moving.get(m) == product.right()) {
                    pulled.get(m).addi(product.left().transpose().matMul(g));
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
