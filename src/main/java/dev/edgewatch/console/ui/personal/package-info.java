/**
 * What a person keeps between visits: columns, saved views. Door: {@link
 * dev.edgewatch.console.ui.personal.PersonalSettings}, in the browser until accounts can hold it.
 */
@NullMarked
package dev.edgewatch.console.ui.personal;

import org.jspecify.annotations.NullMarked;
