package dev.edgewatch.console.ui.part;

import com.vaadin.flow.component.html.Span;
import dev.edgewatch.console.bff.Environment;
import java.util.List;

/**
 * The small coloured square before a region's id: a hint, never the only carrier. Colours follow
 * the order of the regions.
 */
public final class RegionMarks {
  private static final List<Integer> HUES = List.of(230, 285, 180, 340, 90, 30);

  private final Environment environment;

  public RegionMarks(Environment environment) {
    this.environment = environment;
  }

  /** A CSS colour. */
  public String colour(String region) {
    List<Environment.Region> regions = environment.regions();
    for (int index = 0; index < regions.size(); index++) {
      if (regions.get(index).id().equals(region)) {
        return "oklch(0.68 0.13 " + HUES.get(index % HUES.size()) + ")";
      }
    }
    return "var(--ew-text-3)";
  }

  public Span mark(String region) {
    Span mark = Parts.span("ew-rg", region);
    mark.getStyle().set("--rc", colour(region));
    return mark;
  }
}
