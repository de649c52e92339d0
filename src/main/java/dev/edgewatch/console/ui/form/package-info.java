/**
 * Forms made from descriptors. A form is a watch: what others save arrives in it, what was touched
 * here stays. Door: {@link dev.edgewatch.console.ui.form.ResourceForm}.
 */
@NullMarked
package dev.edgewatch.console.ui.form;

import org.jspecify.annotations.NullMarked;
