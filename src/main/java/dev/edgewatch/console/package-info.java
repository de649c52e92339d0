/**
 * The console as a program: {@link dev.edgewatch.console.ConsoleApplication}, the Spring Boot
 * application of its two packages.
 */
@NullMarked
package dev.edgewatch.console;

import org.jspecify.annotations.NullMarked;
