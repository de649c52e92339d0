/**
 * The pages of every type: the catalog of types, the live list of one, and one resource beside it.
 * What they show follows from the type's declaration; where people work most a {@link
 * dev.edgewatch.console.ui.resource.ResourceLook} says it better. Door: {@link
 * dev.edgewatch.console.ui.resource.ListAndPane}.
 */
@NullMarked
package dev.edgewatch.console.ui.resource;

import org.jspecify.annotations.NullMarked;
