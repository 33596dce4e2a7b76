package dev.pke.experiment.plan;

import dev.pke.judge.remote.Endpoint;
import dev.pke.model.torch.DType;
import dev.pke.model.weights.Compute;
import dev.pke.model.weights.ModelOptions;
import dev.pke.model.weights.Packing;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * The model of a plan.
 *
 * @param folder in Hugging Face's layout
 * @param device {@code cpu} or {@code cuda:N}
 * @param dtype {@code stored}, f32, bf16 or f16
 * @param compute {@code auto}, {@code stored} or {@code f32}: the kind weights are held in on a CPU
 * @param threads that one operation may use; fixed, since results depend on it
 * @param elsewhere the endpoint that is asked instead, where there is no model here at all
 * @param date what a chat template that writes today's date writes; null where none is given
 */
public record PlannedModel(
        Path folder,
        String device,
        String dtype,
        Compute compute,
        int threads,
        Optional<Endpoint> elsewhere,
        @Nullable LocalDate date) {
    static final List<String> DTYPES = List.of("stored", "f32", "bf16", "f16");

    /** Plans from before it could be said mean that nothing is widened. */
    static final List<String> COMPUTES = List.of("auto", "stored", "f32");

    static PlannedModel read(Section section) {
        if (section.has("endpoint")) {
            Section told = section.section("endpoint");
            Endpoint endpoint = new MethodKeys<>(told, Endpoint.KEYS).orUsual();
            section.end();
            return of(endpoint);
        }
        PlannedModel model =
                new PlannedModel(
                        section.model("folder"),
                        section.text("device"),
                        section.choice("dtype", DTYPES),
                        section.has("compute")
                                ? Compute.parse(section.choice("compute", COMPUTES))
                                : Compute.STORED,
                        section.count(PlanNumber.THREADS),
                        Optional.empty(),
                        section.has("date") ? date(section) : null);
        if (!model.device().matches("cpu|cuda(:\\d{1,2})?")) {
            throw section.wrong("device", "cpu or cuda or cuda:N");
        }
        section.end();
        return model;
    }

    /** A model elsewhere, which goes by the name that it has there. */
    private static PlannedModel of(Endpoint endpoint) {
        Path name = Path.of(endpoint.model().replaceAll("[^A-Za-z0-9._-]+", "-"));
        return new PlannedModel(
                name, "cpu", "stored", Compute.STORED, 1, Optional.of(endpoint), null);
    }

    private static LocalDate date(Section section) {
        try {
            return LocalDate.parse(section.text("date"));
        } catch (DateTimeParseException e) {
            throw section.wrong("date", "a day such as \"2026-07-01\", in quotes");
        }
    }

    /** How it is opened. */
    public ModelOptions options(Packing packing) {
        DType kind = dtype.equals("stored") ? null : DType.parse(dtype);
        return new ModelOptions(device, kind, compute, packing);
    }
}
