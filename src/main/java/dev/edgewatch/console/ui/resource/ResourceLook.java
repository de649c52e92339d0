package dev.edgewatch.console.ui.resource;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import dev.edgewatch.console.bff.LiveResource;
import dev.edgewatch.console.bff.LiveRow;
import dev.edgewatch.console.ui.live.Cell;
import dev.edgewatch.console.ui.live.LiveColumn;
import java.util.List;
import java.util.Set;

/** How the resources of a type look in lists and beside them. */
public interface ResourceLook {

  List<LiveColumn> columns(RowLinks links);

  /** The single cell of narrow screens. */
  Cell compact(RowLinks links);

  /** Contract order while nothing else is chosen. */
  String standardOrder();

  /** Keys of the columns shown while a resource takes half the width. */
  Set<String> beside();

  /** Paths asked for whatever is shown. */
  Set<String> always();

  /** How a row is drawn that was found by its words. */
  Component found(LiveRow row);

  /** What stands beside the title of one resource, made anew for each pane. */
  Part state();

  /** The first tab of one resource, made anew for each pane. */
  Part overview();

  /** What a deletion of one or many means, in whole sentences. */
  String deletionEffect(int count);

  /** Something on the screen that follows a resource. */
  interface Part {
    Component component();

    void show(Message resource, LiveResource live);
  }
}
