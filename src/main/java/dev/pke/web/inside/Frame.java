package dev.pke.web.inside;

/** Where a lane lies in a drawing, in pixels. */
record Frame(double left, double right, double base, double tall) {
    double x(int neuron, int of) {
        return left + (right - left) * neuron / of;
    }
}
