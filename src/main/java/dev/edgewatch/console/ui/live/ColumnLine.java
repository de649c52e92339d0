package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;

/**
 * One column in the chooser: a grip to drag it, or to move it with the arrow keys, and a box to
 * show it.
 */
final class ColumnLine extends Composite<Div> {
  private final LiveColumn column;
  private final Checkbox box;
  private final NativeButton grip = new NativeButton();

  /** Somebody ticked or unticked a column. */
  interface Ticking {
    void ticked(String key, boolean wanted);
  }

  /** Somebody moved a column by so many places. */
  interface Moving {
    void moved(String key, int by);
  }

  ColumnLine(LiveColumn column, Ticking ticking, Moving moving) {
    this.column = column;
    box = new Checkbox(column.title());
    boolean fixed = column.presence() == LiveColumn.Presence.ALWAYS;
    box.setEnabled(!fixed);
    box.addValueChangeListener(
        change -> {
          if (change.isFromClient()) {
            ticking.ticked(column.key(), change.getValue());
          }
        });
    Parts.testId(box, "column-" + column.key());
    grip.add(new Icon("grip-vertical"));
    grip.addClassName("grip");
    grip.setEnabled(!fixed);
    grip.getElement().setAttribute("aria-label", text("columns.move", column.title()));
    Parts.testId(grip, "column-grip-" + column.key());
    onKey(Key.ARROW_UP, moving, -1);
    onKey(Key.ARROW_DOWN, moving, 1);
    getContent().addClassName("ew-column");
    getContent().add(grip, box);
    if (fixed) {
      getContent().add(Parts.span("end s12 t3", new Span(text("columns.always"))));
    } else {
      draggable(moving);
    }
  }

  String key() {
    return column.key();
  }

  void show(boolean shown) {
    box.setValue(shown);
  }

  void focus() {
    grip.focus();
  }

  private void onKey(Key key, Moving moving, int by) {
    grip.getElement()
        .addEventListener("keydown", pressed -> moving.moved(column.key(), by))
        .setFilter("event.key === '" + key.getKeys().getFirst() + "'")
        .preventDefault();
  }

  private void draggable(Moving moving) {
    DragSource<Div> source = DragSource.create(getContent());
    source.setDragData(this);
    DropTarget<Div> target = DropTarget.create(getContent());
    target.addDropListener(
        drop ->
            drop.getDragData()
                .filter(ColumnLine.class::isInstance)
                .map(ColumnLine.class::cast)
                .filter(dragged -> dragged != this)
                .ifPresent(dragged -> moving.moved(dragged.key(), place() - dragged.place())));
  }

  private int place() {
    return getElement().getParent().indexOfChild(getElement());
  }
}
