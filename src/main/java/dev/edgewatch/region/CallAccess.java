package dev.edgewatch.region;

import com.google.protobuf.Message;
import dev.edgewatch.access.FieldValues;
import dev.edgewatch.api.annotations.Callers;
import dev.edgewatch.iam.Authorizer;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.iam.Requester;
import dev.edgewatch.resource.Catalog;
import dev.edgewatch.resource.DeclaredMethod;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks for the permission of a custom method where its declaration says. */
final class CallAccess {
  private final Region region;
  private final List<ResourceType> scopes;

  CallAccess(Region region) {
    Catalog catalog = region.catalog();
    this.region = region;
    this.scopes =
        List.of(
            catalog.type("iam.edgelq.com/Project"),
            catalog.type("iam.edgelq.com/Organization"),
            catalog.type("meta.goten.com/Service"));
  }

  /** The question to be asked before the call is carried out, and again while it goes on. */
  Consumer<Authorizer> question(
      DeclaredMethod method, CallSubject subject, Message request, Requester requester) {
    return question(method, subject, request, requester, region::stored);
  }

  /** The same as far as it can be asked without the resources, which another region may have. */
  Consumer<Authorizer> questionElsewhere(
      DeclaredMethod method, CallSubject subject, Message request, Requester requester) {
    return question(method, subject, request, requester, name -> FieldValues.ELSEWHERE);
  }

  private Consumer<Authorizer> question(
      DeclaredMethod method,
      CallSubject subject,
      Message request,
      Requester requester,
      Function<ResourceName, FieldValues> contents) {
    if (method.callers() != Callers.PERMITTED) {
      return authorizer -> {};
    }
    Permission permission = Permission.of(method).orElseThrow();
    if (method.scope().isPresent()) {
      List<ResourceName> asked =
          DeclaredMethod.texts(method.scope().get(), request).stream()
              .filter(text -> !text.isEmpty())
              .map(text -> scope(method, text))
              .toList();
      return asked.isEmpty()
          ? authorizer -> authorizer.requireAtRoot(requester, permission)
          : authorizer ->
              asked.forEach(
                  name -> authorizer.require(requester, permission, name, contents.apply(name)));
    }
    return switch (subject) {
      case CallSubject.Resources(var names) ->
          authorizer ->
              names.forEach(
                  name -> authorizer.require(requester, permission, name, contents.apply(name)));
      case CallSubject.Collections(var parents) ->
          authorizer ->
              parents.forEach(
                  parent ->
                      authorizer.requireBelow(
                          requester, permission, parent, FieldValues.of(request)));
      case CallSubject.Service() -> authorizer -> authorizer.requireAtRoot(requester, permission);
    };
  }

  private ResourceName scope(DeclaredMethod method, String text) {
    return scopes.stream()
        .flatMap(type -> type.findName(text).stream())
        .findFirst()
        .orElseThrow(
            () -> {
              String field = method.scope().orElseThrow().text();
              return Refusal.invalid(
                  "SCOPE_MALFORMED",
                  field,
                  field + " is '" + text + "'; expected a project, an organization or a service");
            })
        .requireConcrete();
  }
}
