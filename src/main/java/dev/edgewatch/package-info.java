/**
 * The program: one main class whose commands are the roles. Everything else is in the packages
 * below; they do not know this one.
 */
@NullMarked
package dev.edgewatch;

import org.jspecify.annotations.NullMarked;
