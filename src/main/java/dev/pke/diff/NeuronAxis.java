package dev.pke.diff;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a tensor's neurons lie: neuron i of a block is column i of its down projection and row i of
 * its gate and up projections. GPT-2 stores both transposed.
 *
 * @param count neurons; 0 where the tensor has none
 * @param stride elements between one neuron's index and the next
 */
public record NeuronAxis(int count, long stride) {
    private static final NeuronAxis NONE = new NeuronAxis(0, 1);
    private static final Pattern COLUMNS =
            Pattern.compile(
                    ".*(down_proj|h\\.\\d+\\.mlp\\.c_fc|(?<!attention\\.)output\\.dense)\\.weight");
    private static final Pattern ROWS =
            Pattern.compile(
                    ".*(gate_proj|up_proj|h\\.\\d+\\.mlp\\.c_proj|intermediate\\.dense)\\.weight");
    private static final Pattern BLOCK =
            Pattern.compile("(?:^|.*\\.)(?:layers|h|layer)\\.(\\d+)\\..*");

    /** The axis of a tensor, by its name and shape. */
    static NeuronAxis of(String tensor, List<Long> shape) {
        if (shape.size() != 2) {
            return NONE;
        }
        if (COLUMNS.matcher(tensor).matches()) {
            return new NeuronAxis(Math.toIntExact(shape.get(1)), 1);
        }
        if (ROWS.matcher(tensor).matches()) {
            return new NeuronAxis(Math.toIntExact(shape.get(0)), shape.get(1));
        }
        return NONE;
    }

    /** The block that a tensor belongs to; -1 if to none. */
    public static int block(String tensor) {
        Matcher found = BLOCK.matcher(tensor);
        return found.matches() ? Integer.parseInt(found.group(1)) : -1;
    }

    /** The neuron of an element, from its place in the tensor. */
    int neuron(long element) {
        return (int) (element / stride % count);
    }
}
