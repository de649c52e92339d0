/**
 * What the signed-in person may do, known in advance and live: {@link
 * dev.edgewatch.console.bff.access.SharedAccess} keeps one stream of his bindings for each scope
 * that pages show, {@link dev.edgewatch.console.bff.access.MyAccess} answers from it with the rules
 * of {@code access}, which are those the regions decide by. May use {@code access}, {@code client},
 * {@code routing} and {@code resource}.
 */
@NullMarked
package dev.edgewatch.console.bff.access;

import org.jspecify.annotations.NullMarked;
