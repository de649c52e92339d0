/** Devices: the list, the drawer with its form, creating and deleting. */
@NullMarked
package dev.edgewatch.console.ui.device;

import org.jspecify.annotations.NullMarked;
