package dev.pke.model.architecture;

import dev.pke.fault.ModelError;
import dev.pke.model.checkpoint.Json;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which keys of a config.json may be there: those its family knows, those known to be harmless, and
 * any that is off. Another might change the mathematics, so the folder is refused.
 */
final class ConfigKeys {
    /** What training, tools, other heads and generation are told; the forward pass never asks. */
    private static final Set<String> HARMLESS =
            Set.of(
                    """
                    architectures model_type transformers_version torch_dtype dtype auto_map
                    name_or_path torchscript use_cache return_dict output_attentions
                    output_hidden_states is_decoder is_encoder_decoder cross_attention_hidden_size
                    initializer_range initializer_factor attention_dropout hidden_dropout
                    resid_pdrop embd_pdrop attn_pdrop dropout attention_probs_dropout_prob
                    hidden_dropout_prob resid_dropout embed_dropout classifier_dropout
                    pretraining_tp gradient_checkpointing chunk_size_feed_forward
                    tokenizer_class prefix task_specific_params problem_type finetuning_task
                    id2label label2id num_labels sep_token_id decoder_start_token_id
                    bos_token_id eos_token_id pad_token_id unk_token_id mask_token_id
                    forced_bos_token_id forced_eos_token_id image_token_id
                    max_length min_length do_sample early_stopping num_beams num_beam_groups
                    diversity_penalty temperature top_k top_p typical_p repetition_penalty
                    length_penalty no_repeat_ngram_size encoder_no_repeat_ngram_size
                    bad_words_ids num_return_sequences output_scores return_dict_in_generate
                    exponential_decay_length_penalty suppress_tokens begin_suppress_tokens
                    remove_invalid_values tf_legacy_loss use_bfloat16 max_new_tokens
                    summary_type summary_use_proj summary_activation summary_proj_to_labels
                    summary_first_dropout n_ctx cache_implementation attn_implementation
                    use_flash_attention use_flash_attention_2 use_flash_attn flash_attn
                    use_sdpa use_kernel reorder_and_upcast_attn sliding_window_pattern
                    layer_types transformers.js_config unsloth_fixed unsloth_version
                    unsloth_traced_with model_max_length tokenizer_model_max_length
                    tokenizer_padding_side tokenizer_name max_seq_length seq_length
                    max_sequence_length original_max_position_embeddings is_llama_config
                    time_step_limit eos_token bos_token pad_token keys_to_ignore_at_inference
                    rope_theta rope_scaling rope_parameters partial_rotary_factor rms_norm_eps
                    vocab_size_original training_args neftune_noise_alpha
                    router_aux_loss_coef output_router_logits license base_model revision
                    finetuned_from mlx_version optimum_version onnx_config
                    tie_word_embeddings tie_encoder_decoder pruned_heads
                    """
                            .trim()
                            .split("\\s+"));

    private static final Pattern PATTERNS = Pattern.compile("_.*|.*_version|.*_dropout|.*_pdrop");

    private ConfigKeys() {}

    /** Refuses a config with a key that is neither known nor off. */
    static void check(Json config, Set<String> family) {
        if (!config.node().isObject()) {
            throw new ModelError(config.where() + " is no JSON object");
        }
        for (Map.Entry<String, JsonNode> entry : config.node().properties()) {
            String key = entry.getKey();
            boolean known =
                    family.contains(key)
                            || HARMLESS.contains(key)
                            || PATTERNS.matcher(key).matches()
                            || isOff(entry.getValue());
            if (!known) {
                throw new ModelError(
                        "%s: the key %s is not known here for %s and might change what the model"
                                        .formatted(
                                                config.where(),
                                                key,
                                                config.text("model_type", "(none)"))
                                + " computes; take it out of a copy of the folder if it does not");
            }
        }
    }

    /** Null, false, nothing in it. */
    private static boolean isOff(JsonNode value) {
        return value.isNull()
                || (value.isBoolean() && !value.asBoolean())
                || (value.isContainer() && value.isEmpty());
    }
}
