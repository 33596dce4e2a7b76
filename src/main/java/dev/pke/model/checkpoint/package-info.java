/**
 * A model as files: the folder, safetensors, tokenizer, chat template, digests. Knows {@code
 * model.torch}, {@code model.jinja} and {@code fault}; a door for files. Any thread may read.
 */
@NullMarked
package dev.pke.model.checkpoint;

import org.jspecify.annotations.NullMarked;
