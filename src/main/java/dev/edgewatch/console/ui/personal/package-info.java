/**
 * What a person keeps between visits: columns, saved views, pinned projects. Door: {@link
 * dev.edgewatch.console.ui.personal.PersonalSettings}, kept by the browser or with the account.
 */
@NullMarked
package dev.edgewatch.console.ui.personal;

import org.jspecify.annotations.NullMarked;
