package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridArrayUpdater;
import com.vaadin.flow.data.provider.CompositeDataGenerator;
import com.vaadin.flow.data.provider.DataCommunicator;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.function.SerializableSupplier;
import com.vaadin.flow.function.ValueProvider;
import org.jspecify.annotations.Nullable;

/**
 * A grid that tells which rows are looked at, and that can read them again without forgetting the
 * rest.
 */
final class RowGrid extends Grid<Line> {
  private static final int PAGE = 50;

  private ViewportListener listener = (first, count) -> {};

  RowGrid() {
    super(PAGE, new Builder());
    ((Communicator) getDataCommunicator()).grid = this;
  }

  void onViewport(ViewportListener listener) {
    this.listener = listener;
  }

  /** Reads what is visible again: rows moved, entered or left, and their number is the same. */
  @Override
  protected void refreshViewport() {
    ((Communicator) getDataCommunicator()).readAgain();
  }

  /** Sends a row whose values changed, if the browser has it. */
  void sendAgain(Line line) {
    if (getDataCommunicator().isItemActive(line)) {
      getDataCommunicator().refresh(line);
    }
  }

  /** Called with the UI's lock. */
  interface ViewportListener {
    void visible(int first, int count);
  }

  private static final class Builder extends DataCommunicatorBuilder<Line, GridArrayUpdater> {
    @Override
    protected DataCommunicator<Line> build(
        Element element,
        CompositeDataGenerator<Line> generator,
        GridArrayUpdater updater,
        SerializableSupplier<ValueProvider<Line, String>> uniqueKey) {
      return new Communicator(generator, updater, element);
    }
  }

  private static final class Communicator extends DataCommunicator<Line> {
    private @Nullable RowGrid grid;

    Communicator(
        CompositeDataGenerator<Line> generator, GridArrayUpdater updater, Element element) {
      super(
          generator,
          updater,
          data -> element.callJsFunction("$connector.updateFlatData", data),
          element.getNode());
    }

    @Override
    public void setViewportRange(int start, int length) {
      if (grid != null) {
        grid.listener.visible(start, length);
      }
      super.setViewportRange(start, length);
    }

    void readAgain() {
      refreshViewport();
    }
  }
}
