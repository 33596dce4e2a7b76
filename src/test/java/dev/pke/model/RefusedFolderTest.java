package dev.pke.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pke.model.checkpoint.Json;
import dev.pke.model.checkpoint.Safetensors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders that can't be computed as they were meant are refused, each in a line of its own. */
class RefusedFolderTest {
    @TempDir Path dir;

    private String refused() {
        String line = Faults.line(() -> LanguageModel.open(dir));
        assertFalse(line.contains("\n"), line);
        return line;
    }

    /** The golden llama with one key of its config set. */
    private void llama(String key, String value) throws IOException {
        golden("llama-mha");
        ObjectNode config = (ObjectNode) Json.read(dir.resolve("config.json")).node();
        config.remove(key);
        String others = config.toString().substring(1);
        Files.writeString(dir.resolve("config.json"), "{\"" + key + "\": " + value + "," + others);
    }

    private void golden(String name) throws IOException {
        for (String file : List.of("config.json", "model.safetensors")) {
            Files.copy(Golden.folder(name).resolve(file), dir.resolve(file));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden_size | 72 | hidden_size 72",
                "intermediate_size | 80 | intermediate_size 80",
                "num_attention_heads | 2 | num_attention_heads 2 is not a multiple",
                "num_key_value_heads | 2 | num_key_value_heads 2 of width 16",
                "head_dim | 8 | num_key_value_heads 4 of width 8",
                "vocab_size | 321 | vocab_size 321",
                "num_hidden_layers | 5 | num_hidden_layers 5, the files hold 4 blocks",
                "attention_bias | true | self_attn.k_proj.bias is missing",
                "mlp_bias | true | mlp.down_proj.bias is missing",
                "quantization_config | {\"quant_method\": \"gptq\", \"bits\": 4} | quantised",
                "quantization | {\"group_size\": 64, \"bits\": 4} | quantised",
                "clip_qkv | 8.0 | the key clip_qkv is not known here for llama",
                "use_qk_norm | true | the key use_qk_norm is not known here",
                "partial_rotary_factor | 0.5 | partial_rotary_factor 0.5 is not supported",
                "rope_scaling | {\"type\": \"mrope\"} | rope type mrope is not supported",
                "rope_scaling | {\"type\": \"linear\"} | factor must be a number",
                "rope_scaling | {\"mrope_section\": [2]} | mrope_section is not known here",
                "hidden_act | \"quick_gelu\" | activation quick_gelu is not supported",
                "model_type | \"gemma3\" | model_type gemma3 is not supported",
                "architectures | [\"LlamaForSequenceClassification\"] | classification or reward",
                "architectures | [\"LlamaForRewardModel\"] | classification or reward",
            })
    void aConfigThatDoesNotFitItsFilesIsRefusedByTheKey(String key, String value, String says)
            throws IOException {
        llama(key, value);
        String line = refused();
        assertTrue(line.contains(says), line);
    }

    @ParameterizedTest
    @CsvSource({
        "rope_interleaved, false",
        "clip_qkv, null",
        "_name_or_path, '\"some/where\"'",
        "unsloth_version, '\"2024.9\"'",
        "attention_dropout, 0.1",
        "max_position_embeddings, Infinity",
        "use_cache, true",
    })
    void aKeyThatIsHarmlessOrOffIsNot(String key, String value) throws IOException {
        llama(key, value);
        try (LanguageModel model = LanguageModel.open(dir)) {
            assertEquals(4, model.config().blocks());
            assertEquals(List.of(), model.notices());
        }
    }

    @Test
    void aFileOrAFolderOfAnotherToolSaysWhatToDo() throws IOException {
        Path gguf = Files.writeString(dir.resolve("model.gguf"), "GGUF");
        assertTrue(Faults.line(() -> LanguageModel.open(gguf)).contains("is a GGUF file"));
        assertTrue(refused().contains("in the GGUF file model.gguf only"));
        Files.writeString(dir.resolve("pytorch_model.bin"), "");
        assertTrue(refused().contains("pytorch_model.bin only: convert them"));
        Files.writeString(
                dir.resolve("adapter_config.json"), "{\"base_model_name_or_path\": \"a/b\"}");
        assertTrue(refused().contains("a PEFT adapter alone, made for a/b: merge it"));
    }

    @Test
    void aPointerOfGitLfsIsNamed() throws IOException {
        golden("llama-mha");
        Files.writeString(
                dir.resolve("model.safetensors"),
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
                StandardCharsets.US_ASCII);
        assertTrue(refused().contains("is a Git LFS pointer"));
    }

    @Test
    void anAdapterBesideItsBaseIsNoticed() throws IOException {
        golden("llama-mha");
        Files.writeString(dir.resolve("adapter_config.json"), "{}");
        try (LanguageModel model = LanguageModel.open(dir)) {
            assertTrue(model.notices().getFirst().contains("has a PEFT adapter beside the model"));
        }
    }

    @Test
    void beamsThatAreNotMadeAreNoticed() throws IOException {
        golden("llama-mha");
        Path rules = dir.resolve("generation_config.json");
        Files.writeString(rules, "{\"num_beams\": 4, \"penalty_alpha\": 0.6}");
        try (LanguageModel model = LanguageModel.open(dir)) {
            assertTrue(model.notices().getFirst().contains("asks for num_beams 4"));
            assertTrue(model.notices().getLast().contains("asks for penalty_alpha"));
        }
        Files.writeString(rules, "{\"num_beams\": 1, \"penalty_alpha\": null}");
        try (LanguageModel model = LanguageModel.open(dir)) {
            assertEquals(List.of(), model.notices());
        }
    }

    @Test
    void textsThatEndAnAnswerAreRefused() throws IOException {
        golden("llama-mha");
        Files.writeString(dir.resolve("generation_config.json"), "{\"stop_strings\": [\"###\"]}");
        assertTrue(refused().contains("stop_strings changes every answer"));
    }

    @Test
    void namesThatBeginOtherwiseAreNamed() throws IOException {
        golden("llama-mha");
        Path file = dir.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        header = header.replace("\"model.norm.weight\"", "\"m.model.norm.weight\"");
        byte[] longer = header.getBytes(StandardCharsets.ISO_8859_1);
        var length = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        length.putLong(0, length.getLong(0) + longer.length - bytes.length);
        Files.write(file, longer);
        String line = refused();
        assertTrue(line.contains("model.norm.weight is missing, but m.model.norm.weight"), line);
    }

    @Test
    void gemma2MustSayItsActivation() throws IOException {
        for (String file : List.of("config.json", "model.safetensors")) {
            Files.copy(Golden.folder("gemma2").resolve(file), dir.resolve(file));
        }
        Path config = dir.resolve("config.json");
        String text = Files.readString(config);
        assertTrue(text.contains("\"hidden_activation\": \"gelu_pytorch_tanh\""), text);
        Files.writeString(
                config,
                text.replace(
                        "\"hidden_activation\": \"gelu_pytorch_tanh\"",
                        "\"hidden_activation\": null"));
        assertTrue(refused().contains("hidden_activation is null"));
    }

    @Test
    void integersForWeightsAreRefusedWithoutAWordInTheConfig() throws IOException {
        golden("llama-mha");
        Path file = dir.resolve("model.safetensors");
        Safetensors.Content content = Safetensors.read(file.toString(), Files.readAllBytes(file));
        assertTrue(content.tensors().size() > 30);
        byte[] bytes = Files.readAllBytes(file);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = header.indexOf("\"F32\"");
        bytes[at + 1] = 'I';
        Files.write(file, bytes);
        String line = refused();
        assertTrue(line.contains("quantised") && line.contains("holds I32 integers"), line);
    }

    @Test
    void aShardThatIsMissingIsAnIncompleteDownload() throws IOException {
        Files.copy(Golden.folder("llama-mha").resolve("config.json"), dir.resolve("config.json"));
        Files.writeString(
                dir.resolve("model.safetensors.index.json"),
                "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\"}}");
        assertTrue(refused().contains("which is not there: the download is incomplete"));
    }
}
