package dev.pke.web.held;

/** Rows that want to stand where their lines end, moved so far apart that all can be read. */
final class Apart {
    private Apart() {}

    /**
     * The rows' places, in their order.
     *
     * @param wanted ascending
     */
    static double[] of(double[] wanted, double gap, double top, double bottom) {
        double[] places = new double[wanted.length];
        double tight = Math.min(gap, (bottom - top) / Math.max(1, wanted.length - 1));
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < wanted.length; i++) {
                double least = i == 0 ? top : places[i - 1] + tight;
                places[i] = Math.max(pass == 0 ? wanted[i] : places[i], least);
            }
            for (int i = wanted.length - 1; i >= 0; i--) {
                double most = i == wanted.length - 1 ? bottom : places[i + 1] - tight;
                places[i] = Math.min(places[i], most);
            }
        }
        return places;
    }
}
