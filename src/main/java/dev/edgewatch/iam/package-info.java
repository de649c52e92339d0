/**
 * Who calls and what he may: tokens are verified into a {@link dev.edgewatch.iam.Principal} by the
 * {@link dev.edgewatch.iam.TokenVerifier}, and the {@link dev.edgewatch.iam.Authorizer} says what a
 * principal may read and write. Those three are the doors; the package may use {@code resource} and
 * {@code store}.
 */
@NullMarked
package dev.edgewatch.iam;

import org.jspecify.annotations.NullMarked;
