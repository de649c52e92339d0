package dev.edgewatch.console.ui.live;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.edgewatch.console.ui.part.Parts;

/** The row of tools above a list: filter, saved views, columns, density, export, copy as. */
final class ListTools extends Composite<Div> {
  private final Button columns = tool("columns.title", "columns-3-cog", "toolbar-columns");
  private final Button density = tool("density.title", "rows-3", "toolbar-density");
  private final Button export = tool("export.title", "download", "toolbar-export");
  private final Button copyAs =
      Parts.button(text("copyas.title"), "square-terminal", "toolbar-copy-as", () -> {});

  ListTools(Component filter, ViewMenu views) {
    density
        .getElement()
        .executeJs("this.addEventListener('click', () => window.edgewatch.toggleDensity())");
    copyAs.addClassName("toolbar-copy-as");
    getContent().addClassName("pg-tools");
    getContent().add(filter, views, columns, density, export, copyAs);
  }

  private static Button tool(String label, String icon, String testId) {
    return Parts.iconButton(text(label), icon, testId, () -> {});
  }

  Button columns() {
    return columns;
  }

  Component export() {
    return export;
  }

  Component copyAs() {
    return copyAs;
  }
}
