/**
 * Who can reach a project: people, groups and accounts with their roles, given here or inherited,
 * and invitations. {@link dev.edgewatch.console.ui.members.MembersView} is the page. May use {@code
 * access} for what a role would allow.
 */
@NullMarked
package dev.edgewatch.console.ui.members;

import org.jspecify.annotations.NullMarked;
