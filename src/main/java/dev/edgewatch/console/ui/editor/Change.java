package dev.edgewatch.console.ui.editor;

import dev.edgewatch.resource.FieldPath;

/**
 * One path that saving would change.
 *
 * @param clash whether somebody else changed it too, to something else
 */
record Change(FieldPath path, boolean clash) {}
