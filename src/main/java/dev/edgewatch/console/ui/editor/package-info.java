/**
 * A whole resource as text, YAML or JSON, with help from its descriptor. Door: {@link
 * dev.edgewatch.console.ui.editor.ResourceEditor}.
 */
@NullMarked
package dev.edgewatch.console.ui.editor;

import org.jspecify.annotations.NullMarked;
