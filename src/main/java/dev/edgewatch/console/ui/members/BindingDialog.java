package dev.edgewatch.console.ui.members;

import static dev.edgewatch.console.ui.part.Texts.text;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.edgewatch.access.Grant;
import dev.edgewatch.access.Holder;
import dev.edgewatch.access.MemberKind;
import dev.edgewatch.access.RoleGrants;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.api.iam.v1.RoleBinding;
import dev.edgewatch.console.bff.Outcome;
import dev.edgewatch.console.ui.form.FormProblem;
import dev.edgewatch.console.ui.part.Afterwards;
import dev.edgewatch.console.ui.part.Parts;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Gives a role in a project, or gives another one in place of it; beside it what the member would
 * gain over what he has from everywhere.
 */
final class BindingDialog extends Composite<Dialog> {
  private static final List<MemberKind> KINDS =
      List.of(
          MemberKind.USER,
          MemberKind.GROUP,
          MemberKind.SERVICE_ACCOUNT,
          MemberKind.DOMAIN,
          MemberKind.ALL_AUTHENTICATED_USERS);

  private final InviteDialog.Around around;
  private final List<RoleBinding> present;
  private final @Nullable RoleBinding changed;
  private final ResourceType type;
  private final FormProblem problem = new FormProblem();
  private final Select<MemberKind> kind = new Select<>();
  private final TextField who = new TextField(text("binding.who"));
  private final RoleChoice role;
  private final PreviewPane preview;
  private final Requests requests = new Requests();
  private final Button send;

  /**
   * Gives a role to whoever is typed.
   *
   * @param present all bindings that count in the project
   */
  BindingDialog(InviteDialog.Around around, List<RoleBinding> present) {
    this(around, present, null);
  }

  /** Gives another role in place of that of a binding. */
  static BindingDialog changing(
      InviteDialog.Around around, List<RoleBinding> present, RoleBinding binding) {
    return new BindingDialog(around, present, binding);
  }

  /** Gives a role to somebody who asks for something; the one that fits best is chosen already. */
  static BindingDialog answering(
      InviteDialog.Around around, List<RoleBinding> present, AccessRequest request) {
    BindingDialog dialog = new BindingDialog(around, present, null);
    dialog.fill(request.getMember());
    FittingRole.of(request, around.access().scope(), around.names().roles().values())
        .ifPresent(role -> dialog.role.show(role, List.of()));
    dialog.draw();
    return dialog;
  }

  private BindingDialog(
      InviteDialog.Around around, List<RoleBinding> present, @Nullable RoleBinding changed) {
    this.around = around;
    this.present = List.copyOf(present);
    this.changed = changed;
    this.type = around.session().catalog().type("iam.edgelq.com/RoleBinding");
    this.role = new RoleChoice(around.names(), this::draw);
    this.preview =
        new PreviewPane(around.session(), around.timer(), around.access(), around.above());
    String words = text(changed == null ? "binding.give" : "binding.change");
    this.send = Parts.primary(words, "", "binding-send", this::send);
    kind.setLabel(text("binding.kind"));
    kind.setItems(KINDS);
    kind.setItemLabelGenerator(one -> text("binding.kind." + one.name().toLowerCase(Locale.ROOT)));
    kind.setValue(MemberKind.USER);
    kind.addValueChangeListener(chosen -> draw());
    who.setValueChangeMode(ValueChangeMode.LAZY);
    who.setRequiredIndicatorVisible(true);
    who.addValueChangeListener(typed -> draw());
    Parts.testId(kind, "binding-kind");
    Parts.testId(who, "binding-who");
    Dialog dialog = getContent();
    dialog.setHeaderTitle(words);
    dialog.setWidth("1080px");
    dialog.setCloseOnOutsideClick(false);
    dialog.addClassName("ew-invite");
    dialog.getHeader().add(Parts.iconButton(text("close"), "x", "binding-close", dialog::close));
    Parts.testId(dialog, "binding-dialog");
    Div form = Parts.div("ew-form ew-invite-form", problem, kind, who, role, requests);
    dialog.add(Parts.div("ew-invite-sides", form, preview));
    dialog.getFooter().add(Parts.button(text("cancel"), "", "binding-cancel", dialog::close), send);
    if (changed != null) {
      fill(changed);
    }
    draw();
  }

  private void fill(RoleBinding binding) {
    fill(binding.getMember());
    around
        .names()
        .role(binding.getRole())
        .ifPresent(one -> role.show(one, binding.getScopeParamsList()));
  }

  private void fill(String member) {
    kind.setValue(MemberKind.of(member));
    who.setValue(member.substring(member.indexOf(':') + 1));
    kind.setReadOnly(true);
    who.setReadOnly(true);
  }

  void open() {
    getContent().open();
  }

  private String member() {
    return kind.getValue().member(who.getValue().strip());
  }

  private void draw() {
    boolean named = kind.getValue() != MemberKind.ALL_AUTHENTICATED_USERS;
    who.setVisible(named);
    List<PreviewPane.Draft> drafts = role.draft().stream().toList();
    preview.show(drafts, held());
    send.setEnabled(preview.canBeGiven());
    requests.show(
        changed == null ? "CreateRoleBinding" : "UpdateRoleBinding", 1, "role_binding", binding());
  }

  /** What the member has already, but for what is changed. */
  private List<Grant> held() {
    return present.stream()
        .filter(binding -> binding.getMember().equals(member()))
        .filter(binding -> changed == null || !binding.getName().equals(changed.getName()))
        .flatMap(
            binding ->
                around.names().role(binding.getRole()).stream()
                    .flatMap(
                        one ->
                            RoleGrants.of(one, binding, Holder.ANYBODY, any -> Optional.empty())
                                .stream()))
        .toList();
  }

  private RoleBinding binding() {
    RoleBinding.Builder binding =
        changed == null ? RoleBinding.newBuilder().setMember(member()) : changed.toBuilder();
    role.draft()
        .ifPresent(
            draft ->
                binding
                    .setRole(draft.role().getName())
                    .clearScopeParams()
                    .addAllScopeParams(draft.params()));
    return binding.build();
  }

  private void send() {
    problem.clear();
    boolean missing = who.isVisible() && who.getValue().isBlank();
    who.setInvalid(missing);
    who.setErrorMessage(text("binding.who.missing"));
    if (!role.isComplete() || missing) {
      return;
    }
    send.setEnabled(false);
    CompletableFuture<Outcome> write =
        changed == null
            ? around.session().actions().create(type, around.access().scope(), binding())
            : around
                .session()
                .actions()
                .update(type, changed, binding(), List.of("role", "scope_params"));
    Afterwards.of(write, this::ended);
  }

  private void ended(Outcome outcome) {
    send.setEnabled(true);
    switch (outcome) {
      case Outcome.Done done -> {
        around.sending().receipt(text("binding.given", who.getValue()), List.of(done));
        getContent().close();
      }
      case Outcome.Refused refused -> problem.show(refused);
      case Outcome.Unknown unknown -> problem.show(unknown);
    }
  }
}
