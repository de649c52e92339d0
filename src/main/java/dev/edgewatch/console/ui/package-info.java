/**
 * What people see: the shell, the live grid and the pages. The only package that imports Vaadin;
 * its views compose parts, hold no business rule and call nothing but {@code console.bff}.
 */
@NullMarked
package dev.edgewatch.console.ui;

import org.jspecify.annotations.NullMarked;
