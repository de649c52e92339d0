/**
 * Who may do what, worked out from roles and bindings alone (contract section 11.4): {@link
 * dev.edgewatch.access.RoleGrants} turns a binding of a role into grants, {@link
 * dev.edgewatch.access.HeldGrants} are all that one caller holds, and decide whether an {@link
 * dev.edgewatch.access.Ask} is allowed. Pure: nothing here reads, waits or keeps anything, so that
 * a region decides with it, and a console explains with the same rules. {@link
 * dev.edgewatch.access.InvitedTo} says to what somebody is invited. May use {@code resource} only.
 */
@NullMarked
package dev.edgewatch.access;

import org.jspecify.annotations.NullMarked;
