package dev.edgewatch.console.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Messages per second of the last seven seconds, as bars that the browser moves on. */
@Tag("ew-pulse")
@JsModule("./pulse.ts")
final class Pulse extends Component {
  void show(List<Integer> counts, Instant countedAt) {
    getElement()
        .setAttribute(
            "data-counts", counts.stream().map(String::valueOf).collect(Collectors.joining(",")));
    getElement().setAttribute("data-at", String.valueOf(countedAt.toEpochMilli()));
  }
}
