package dev.edgewatch.region;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.edgewatch.access.ScopeNames;
import dev.edgewatch.api.access.v1.DismissAccessRequestRequest;
import dev.edgewatch.api.access.v1.DismissAccessRequestResponse;
import dev.edgewatch.api.access.v1.RequestAccessRequest;
import dev.edgewatch.api.access.v1.RequestAccessResponse;
import dev.edgewatch.api.iam.own.AccessRequest;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.Sha256;
import dev.edgewatch.resource.Quoted;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.routing.WireMethods;
import dev.edgewatch.store.Store.Committed;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asking for access, and taking that back. A request is a row of the region that owns what is in
 * the scope; calls that reach another one are passed on. Thread-safe; blocks.
 */
final class AccessRequesting {
  static final MethodDescriptor<ByteString, ByteString> ASK =
      WireMethods.of(AccessService.NAME, "RequestAccess", MethodType.UNARY);
  static final MethodDescriptor<ByteString, ByteString> DISMISS =
      WireMethods.of(AccessService.NAME, "DismissAccessRequest", MethodType.UNARY);

  /** Of one person in one scope; the oldest wish makes room for another. */
  private static final int WISHES = 10;

  private static final int NOTE = 500;

  private final Region region;
  private final Writes writes;
  private final Forwarder forwarder;
  private final AccessRequests requests;
  private final Set<String> permissions;

  AccessRequesting(Writes writes, Forwarder forwarder, AccessRequests requests) {
    this.region = writes.region();
    this.writes = writes;
    this.forwarder = forwarder;
    this.requests = requests;
    CatalogRows catalog = new CatalogRows(region.catalog());
    this.permissions =
        region.catalog().services().stream()
            .flatMap(service -> catalog.permissions(service).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  Answer ask(CallContext context, ByteString encoded) {
    RequestAccessRequest request =
        CustomCalls.parse(RequestAccessRequest.getDefaultInstance(), encoded);
    String member = member(context.principal());
    ResourceName scope = scope(request.getScope());
    AccessRequest.Wanted wanted = wanted(request);
    requireNote(request.getNote());
    ResourceName name = nameOf(scope.text(), member);
    return carryOut(
        ASK,
        context,
        encoded,
        name,
        session -> {
          boolean missing = session.get(scope).isEmpty() || !isHere(name);
          boolean held =
              requests.holds(context.principal(), wanted.getPermission(), wanted.getObject());
          // Who may not know whether there is such a scope is answered alike.
          if (!missing && !held) {
            add(session, name, member, wanted, request.getNote());
          }
          return RequestAccessResponse.getDefaultInstance();
        });
  }

  private void add(
      MethodSession session,
      ResourceName name,
      String member,
      AccessRequest.Wanted wanted,
      String note) {
    Optional<Resource> before = session.get(name);
    AccessRequest.Builder row =
        before
            .map(there -> there.as(AccessRequest.class).toBuilder())
            .orElseGet(() -> AccessRequest.newBuilder().setMember(member));
    List<AccessRequest.Wanted> all =
        Stream.concat(Stream.of(wanted), row.getWantedList().stream())
            .distinct()
            .limit(WISHES)
            .toList();
    row.clearWanted().addAllWanted(all).setAsked(writes.stamps().now());
    if (!note.isBlank()) {
      row.setNote(note.strip());
    }
    before.ifPresentOrElse(
        there -> session.replace(there, row.build()), () -> session.create(name, row.build()));
  }

  Answer dismiss(CallContext context, ByteString encoded) {
    DismissAccessRequestRequest request =
        CustomCalls.parse(DismissAccessRequestRequest.getDefaultInstance(), encoded);
    ResourceName name = AccessRequests.TYPE.parseName(request.getName()).requireConcrete();
    String scope = ScopeNames.of(name.text());
    boolean own = name.equals(nameOf(scope, context.principal().member()));
    if (!own && !requests.mayGive(context.principal(), scope)) {
      throw new Refusal.Denied(
              "roleBindings.create",
              scope,
              "a request for access is dismissed by who made it or by who may bind roles in "
                  + scope)
          .exception();
    }
    return carryOut(
        DISMISS,
        context,
        encoded,
        name,
        session -> {
          session.get(name).ifPresent(session::delete);
          return DismissAccessRequestResponse.getDefaultInstance();
        });
  }

  /** Does it in the region that owns the request of that name. */
  private Answer carryOut(
      MethodDescriptor<ByteString, ByteString> method,
      CallContext context,
      ByteString encoded,
      ResourceName name,
      Function<MethodSession, Message> work) {
    if (!isHere(name) && !context.onward().passed(region.id())) {
      return forwarder.unary(AccessRequests.TYPE.service(), method, context, encoded, owner(name));
    }
    Committed<Message> done = writes.inSession(context, work);
    return new Answer(done.value().toByteString(), done.position());
  }

  private boolean isHere(ResourceName name) {
    return writes.owners().isHere(owner(name));
  }

  private String owner(ResourceName name) {
    return writes.ownership().syncing(name).getOwningRegion();
  }

  /** Roles are bound to addresses, so who has none cannot be helped. */
  private static String member(Principal caller) {
    if (caller instanceof Principal.User person && person.email().isEmpty()) {
      throw new Refusal.Precondition(
              "EMAIL_NOT_VERIFIED",
              "roles are given to e-mail addresses, and the identity provider has verified none"
                  + " for you",
              List.of())
          .exception();
    }
    return caller.member();
  }

  private ResourceName scope(String text) {
    String type = text.startsWith("organizations/") ? "Organization" : "Project";
    return region.catalog().type("iam.edgelq.com/" + type).parseName(text).requireConcrete();
  }

  private static ResourceName nameOf(String scope, String member) {
    return AccessRequests.TYPE.parseName(scope + "/accessRequests/" + Sha256.hex(member));
  }

  private AccessRequest.Wanted wanted(RequestAccessRequest request) {
    String permission = request.getPermission();
    if (!permissions.contains(permission)) {
      throw invalid("permission", permission, "a permission of one of the services");
    }
    String object = request.getObject().isEmpty() ? request.getScope() : request.getObject();
    if (!(object + "/").startsWith(request.getScope() + "/")) {
      throw invalid("object", object, "something in " + request.getScope());
    }
    return AccessRequest.Wanted.newBuilder().setPermission(permission).setObject(object).build();
  }

  private static void requireNote(String note) {
    if (note.codePointCount(0, note.length()) > NOTE) {
      throw invalid("note", note, "at most " + NOTE + " characters");
    }
  }

  private static RefusalException invalid(String field, String value, String expected) {
    return Refusal.invalid(
        "ACCESS_REQUEST_INVALID",
        field,
        field + " is " + Quoted.of(value) + "; expected " + expected);
  }
}
