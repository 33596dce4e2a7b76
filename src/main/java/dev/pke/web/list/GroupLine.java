package dev.pke.web.list;

import dev.pke.measure.MetricName;
import dev.pke.run.RunSummary;
import dev.pke.web.chart.MethodStyle;
import dev.pke.web.chart.Svg;
import dev.pke.web.page.RunRow;
import dev.pke.web.seen.Naming;
import dev.pke.web.seen.Repeats;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * One group as the list shows it, unfolded into its runs where that was asked for.
 *
 * @param plan what its plans are called, the keys that a sweep set left out
 * @param told its method, those keys, and whoever judged where others judged the same plan
 * @param counted how many they are, such as "5 seeds"
 * @param single the run where it is the only one; null for several
 * @param turn the address with this group folded or unfolded; "" for a single run
 * @param differences this plan's values of the keys that differ
 */
public record GroupLine(
        String id,
        String hue,
        String plan,
        String told,
        int n,
        String counted,
        String runs,
        @Nullable RunRow single,
        SeedFigure before,
        SeedFigure after,
        boolean broken,
        @Nullable Svg dots,
        SeedFigure kept,
        SeedFigure over,
        SeedFigure degenerate,
        String parameters,
        String replays,
        boolean replayFailed,
        String states,
        String dot,
        String seconds,
        String turn,
        boolean open,
        List<GroupMember> members,
        List<String> differences) {
    static GroupLine of(
            RunGroup group, ListAddress address, List<String> differences, boolean judges) {
        RunSummary run = group.first().listed().summary();
        String plan = group.plan();
        List<Found> found = group.found();
        boolean several = found.size() > 1;
        boolean open = several && address.open().contains(group.key());
        Repeats repeats = group.repeats();
        List<GroupMember> members = new ArrayList<>();
        for (Found each : open ? found : List.<Found>of()) {
            members.add(new GroupMember(repeats.told(each.listed().summary()), row(each)));
        }
        return new GroupLine(
                group.id(),
                MethodStyle.of(run.method()).css(),
                Naming.base(plan),
                Naming.method(run.method())
                        + Naming.settings(plan)
                        + (judges ? Naming.judge(run) : ""),
                found.size(),
                repeats.counted(),
                group.runs(),
                several ? null : row(found.getFirst()),
                group.before(),
                group.after(),
                group.isBroken(),
                group.dots(),
                group.ordinary(),
                group.figure(MetricName.OVER_REFUSAL),
                group.degenerate(),
                group.parameters(),
                group.replays(),
                group.isReplayFailed(),
                group.states(),
                group.dot(),
                group.seconds(),
                several ? address.turning(group.key()).href() : "",
                open,
                members,
                differences);
    }

    private static RunRow row(Found found) {
        return RunRow.of(found.listed(), found.listed().run());
    }
}
