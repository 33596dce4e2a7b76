package dev.pke.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What every locator and editor of a comparison is given alike.
 *
 * @param instances what to unlearn
 * @param pool ordinary work beside the instances' own constraints
 * @param lessons what methods that learn to edit learn it from; none for most
 * @param template whether prompts go through the chat template
 * @param suffix a system text put after every prompt, "" for none
 */
public record EditTask(
        List<EditInstance> instances,
        List<Constraint> pool,
        List<EditInstance> lessons,
        GenerationSettings.Template template,
        String suffix) {
    /** Without lessons. */
    public EditTask(
            List<EditInstance> instances,
            List<Constraint> pool,
            GenerationSettings.Template template,
            String suffix) {
        this(instances, pool, List.of(), template, suffix);
    }

    public EditTask {
        instances = List.copyOf(instances);
        pool = List.copyOf(pool);
        lessons = List.copyOf(lessons);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("an edit task needs an instance");
        }
    }

    /** The instances' own constraints, then the pool. */
    public List<Constraint> constraints() {
        List<Constraint> all = new ArrayList<>();
        for (EditInstance one : instances) {
            if (!one.constraintPrompt().isBlank() && !one.constraintAnswer().isBlank()) {
                all.add(new Constraint(one.constraintPrompt(), one.constraintAnswer()));
            }
        }
        all.addAll(pool);
        return all;
    }

    /** The same with one of its instances. */
    public EditTask only(int instance) {
        return new EditTask(List.of(instances.get(instance)), pool, lessons, template, suffix);
    }

    /** The same way of asking, of other instances and without a pool. */
    public EditTask on(List<EditInstance> others) {
        return new EditTask(others, List.of(), template, suffix);
    }

    /** The same with other ordinary work beside the instances' own. */
    public EditTask with(List<Constraint> others) {
        return new EditTask(instances, others, lessons, template, suffix);
    }

    /** The prompt of an instance or constraint as it is asked: with the suffix. */
    public String asked(String prompt) {
        return prompt + suffix;
    }
}
