package dev.pke.web.inside;

/** Where a row of neurons {@code [from, to)} lies in a drawing, each {@code pitch} pixels wide. */
record Row(int from, int to, double base, double tall, double left, double pitch) {
    double x(int neuron) {
        return left + pitch * (neuron - from);
    }
}
