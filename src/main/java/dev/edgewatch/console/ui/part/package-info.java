/**
 * Small things that all pages are made of: icons, ages, texts, toasts. May use {@code console.bff}
 * and {@code resource}.
 */
@NullMarked
package dev.edgewatch.console.ui.part;

import org.jspecify.annotations.NullMarked;
