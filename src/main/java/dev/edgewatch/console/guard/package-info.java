/**
 * What stands before the console: the headers of every answer, whose calls are listened to, and
 * what a sign-in must look like. See {@code docs/security.md} and {@code docs/threat-model.md}.
 */
@NullMarked
package dev.edgewatch.console.guard;

import org.jspecify.annotations.NullMarked;
