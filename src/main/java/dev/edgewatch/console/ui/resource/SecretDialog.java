package dev.edgewatch.console.ui.resource;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.google.protobuf.Message;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.edgewatch.api.annotations.AuditClass;
import dev.edgewatch.console.ui.part.Icon;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.console.ui.part.TypeNames;
import dev.edgewatch.resource.FieldPath;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.ResourceType;
import java.util.List;

/**
 * Shows what a region says only once, in the answer to a creation: a private key, an API key. It is
 * kept nowhere, so that it closes only when somebody says that he has stored it.
 */
final class SecretDialog extends Composite<Dialog> {

  /**
   * Opens if there is something of the kind in an answer.
   *
   * @param created as the region answered it
   */
  static void openFor(ResourceType type, Message created) {
    List<FieldPath> secrets =
        type.auditedAs(AuditClass.SECRET).stream()
            .filter(path -> isOfServer(type, path))
            .filter(path -> hasText(path, created))
            .toList();
    if (!secrets.isEmpty()) {
      new SecretDialog(type, created, secrets).getContent().open();
    }
  }

  /** What a person has typed himself need not be shown to him. */
  private static boolean isOfServer(ResourceType type, FieldPath path) {
    return type.outputOnly().covers(Mask.ofPaths(type.descriptor(), List.of(path)));
  }

  private static boolean hasText(FieldPath path, Message created) {
    return path.value(created)
        .filter(value -> value instanceof String said && !said.isEmpty())
        .isPresent();
  }

  private SecretDialog(ResourceType type, Message created, List<FieldPath> secrets) {
    String name = type.nameOf(created);
    Dialog dialog = getContent();
    dialog.setHeaderTitle(text("secret.title", TypeNames.one(type)));
    dialog.setWidth("620px");
    dialog.setCloseOnEsc(false);
    dialog.setCloseOnOutsideClick(false);
    Parts.testId(dialog, "secret-dialog");
    Button close = Parts.primary(text("close"), "", "secret-close", dialog::close);
    close.setEnabled(false);
    Checkbox stored = new Checkbox(text("secret.stored"));
    stored.addValueChangeListener(
        changed -> close.setEnabled(Boolean.TRUE.equals(changed.getValue())));
    Parts.testId(stored, "secret-stored");
    Div content =
        Parts.div(
            "ew-secret",
            Parts.div("ew-note warn", new Icon("key-round"), new Span(text("secret.once"))));
    secrets.forEach(
        path ->
            content.add(
                secret(path, path.value(created).orElseThrow().toString(), TypeNames.id(name))));
    content.add(Parts.div("row-t s12 t3", new Span(text("secret.name")), Parts.span("mono", name)));
    dialog.add(content);
    dialog.getFooter().add(stored, close);
  }

  private static Component secret(FieldPath path, String value, String id) {
    Pre code = new Pre(value);
    code.addClassName("ew-code");
    Parts.testId(code, "secret-" + path.text());
    Button copy = Parts.small(Parts.button(text("copy"), "copy", "secret-copy", () -> {}));
    copy.getElement()
        .executeJs(
            "this.addEventListener('click', () => navigator.clipboard?.writeText($0))", value);
    Button download =
        Parts.small(Parts.button(text("secret.download"), "download", "secret-download", () -> {}));
    download
        .getElement()
        .executeJs(
            "this.addEventListener('click', () => {"
                + "const link = document.createElement('a');"
                + "link.href = URL.createObjectURL(new Blob([$0], {type: 'text/plain'}));"
                + "link.download = $1; link.click(); URL.revokeObjectURL(link.href); })",
            value,
            id + (value.contains("PRIVATE KEY") ? ".pem" : ".txt"));
    return Parts.div(
        "col gap6",
        Parts.div(
            "row",
            new H3(TypeNames.field(path.declaredField())),
            Parts.span("end row gap6", copy, download)),
        code);
  }
}
