package dev.pke.experiment.plan;

import dev.pke.data.SafeEdit;
import dev.pke.fault.UserError;
import dev.pke.measure.HarmCategory;
import dev.pke.model.setting.Range;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which records are edited.
 *
 * @param data records in SafeEdit's form
 * @param perCategory how many of each category
 * @param categories which; none means all
 * @param draw the how-manieth draw in the file's order: the first takes each category's first
 *     records, the second those behind them, and so on, so that draws never overlap
 * @param seed what the order is shuffled with before; empty means the file's own
 * @param count how many of those drawn, from the first; 0 means all
 * @param nth the only one of those that is edited; 0 means all of them
 * @param grown how many more of their kind are edited, in words of the pool and answered by the
 *     unedited model itself
 */
public record PlannedInstances(
        Path data,
        int perCategory,
        List<String> categories,
        int draw,
        Optional<Long> seed,
        int count,
        int nth,
        int grown) {
    private static final String FIRST = "first";
    static final Range DRAW = Range.whole(1, 100_000);

    public PlannedInstances {
        categories = List.copyOf(categories);
    }

    static PlannedInstances read(Section section) {
        Path data = section.path("data");
        int perCategory = section.count(PlanNumber.PER_CATEGORY);
        List<String> categories = section.texts("categories");
        if (!categories.equals(List.of("all"))) {
            categories = section.texts("categories", HarmCategory.NAMES);
        }
        Optional<Long> seed = Optional.empty();
        int draw = 1;
        if (section.isSection("draw")) {
            Section drawn = section.section("draw");
            seed = Optional.of(drawn.seed("seed"));
            drawn.end();
        } else {
            draw = section.count("draw", DRAW, FIRST, "{seed: 7}");
        }
        int count = section.has("count") ? section.count(PlanNumber.INSTANCES) : 0;
        int nth = section.has("nth") ? section.count(PlanNumber.NTH) : 0;
        int grown = section.has("grown") ? section.count(PlanNumber.GROWN) : 0;
        section.end();
        return new PlannedInstances(
                data,
                perCategory,
                categories.equals(List.of("all")) ? List.of() : categories,
                draw,
                seed,
                count,
                nth,
                grown);
    }

    /** The places of the instances among all records, ascending. */
    public List<Integer> places(List<SafeEdit.Entry> all) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        seed.ifPresent(each -> Collections.shuffle(order, new Random(each)));
        List<Integer> places = new ArrayList<>();
        for (String category : HarmCategory.NAMES) {
            if (categories.isEmpty() || categories.contains(category)) {
                places.addAll(places(all, order, category));
            }
        }
        Collections.sort(places);
        if (count > places.size()) {
            throw new UserError(
                    "%s: %d records are drawn, the plan asks for %d of them"
                            .formatted(data, places.size(), count));
        }
        List<Integer> taken = count == 0 ? places : places.subList(0, count);
        if (nth > taken.size()) {
            throw new UserError(
                    "%s: %d records are drawn, the plan asks for the one at %d"
                            .formatted(data, taken.size(), nth));
        }
        return nth == 0 ? taken : taken.subList(nth - 1, nth);
    }

    private List<Integer> places(List<SafeEdit.Entry> all, List<Integer> order, String category) {
        List<Integer> own =
                order.stream().filter(place -> all.get(place).category().equals(category)).toList();
        long before = (long) (draw - 1) * perCategory;
        if (own.size() < before + perCategory) {
            throw new UserError(
                    "%s: only %d records of category %s, the plan asks for %d%s"
                            .formatted(
                                    data,
                                    own.size(),
                                    category,
                                    perCategory,
                                    before == 0 ? "" : " behind the first " + before));
        }
        return own.subList((int) before, (int) before + perCategory);
    }
}
