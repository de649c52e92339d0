package dev.edgewatch.console.ui.resource;

import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.part.RegionMarks;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What cells know of the list they stand in.
 *
 * @param address of the row's own page, with the state of the list
 * @param awaited whether a write of this person's is still on its way into the row
 */
public record RowLinks(
    Function<LiveRow, String> address, Predicate<LiveRow> awaited, RegionMarks marks) {}
