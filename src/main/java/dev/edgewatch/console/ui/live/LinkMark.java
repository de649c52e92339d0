package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.edgewatch.console.ui.part.Parts;

/** Takes the place of the live pill while the browser has lost the console. */
@Tag("ew-link")
@JsModule("./link.ts")
final class LinkMark extends Component {
  LinkMark() {
    getElement().getClassList().add("ew-live");
    getElement().getClassList().add("reconnecting");
    Parts.testId(this, "link");
  }
}
