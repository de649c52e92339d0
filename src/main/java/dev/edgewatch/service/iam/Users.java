package dev.edgewatch.service.iam;

import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import dev.edgewatch.api.iam.v1.BatchGetUsersByEmailRequest;
import dev.edgewatch.api.iam.v1.BatchGetUsersByEmailResponse;
import dev.edgewatch.api.iam.v1.DeleteUsersByCriteriaRequest;
import dev.edgewatch.api.iam.v1.DeleteUsersByCriteriaResponse;
import dev.edgewatch.api.iam.v1.GetMySettingsRequest;
import dev.edgewatch.api.iam.v1.GetMySettingsResponse;
import dev.edgewatch.api.iam.v1.GetUserByEmailRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenResponse;
import dev.edgewatch.api.iam.v1.SetMySettingsRequest;
import dev.edgewatch.api.iam.v1.UpdateUserNameRequest;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.types.View;
import dev.edgewatch.iam.IdClaims;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.MethodSession;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.resource.Mask;
import dev.edgewatch.resource.OrderBy;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.Resource;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.filter.Filter;
import dev.edgewatch.watch.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The methods about users: their own settings and name, and finding them by e-mail. */
final class Users {
  private static final int MOST_DELETED = 25;
  private static final int LONGEST_NAME = 128;

  private final Region region;
  private final ResourceEdits edits;
  private final UserRows rows;
  private final ResourceType type;

  Users(Region region, ResourceEdits edits, UserRows rows) {
    this.region = region;
    this.edits = edits;
    this.rows = rows;
    this.type = rows.type();
  }

  GetMySettingsResponse settings(CallContext context, GetMySettingsRequest request) {
    Map<String, String> all =
        rows.find(rows.person(context)).map(User::getSettingsMap).orElse(Map.of());
    Map<String, String> wanted = new TreeMap<>(all);
    if (request.getKeysCount() > 0) {
      wanted.keySet().retainAll(request.getKeysList());
    }
    return GetMySettingsResponse.newBuilder().putAllSettings(wanted).build();
  }

  Empty set(CallContext context, SetMySettingsRequest request, MethodSession session) {
    Resource row = rows.current(session, rows.person(context));
    User.Builder user = row.as(User.class).toBuilder();
    request
        .getSettingsMap()
        .forEach(
            (key, value) -> {
              if (value.isEmpty()) {
                user.removeSettings(key);
              } else {
                user.putSettings(key, value);
              }
            });
    session.replace(row, user.build());
    return Empty.getDefaultInstance();
  }

  Empty rename(CallContext context, UpdateUserNameRequest request, MethodSession session) {
    String name = request.getName().strip();
    if (name.isEmpty()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.invalid(
          "NAME_INVALID",
          "name",
          "name has "
              + name.length()
              + " characters; expected 1 to "
              + LONGEST_NAME
              + " without control characters");
    }
    Resource row = rows.current(session, rows.person(context));
    session.replace(row, row.as(User.class).toBuilder().setFullName(name).build());
    return Empty.getDefaultInstance();
  }

  Empty requireVerified(CallContext context) {
    if (rows.person(context).email().isEmpty()) {
      throw new Refusal.Precondition(
              "EMAIL_NOT_VERIFIED",
              "the e-mail address of the caller is not verified, or belongs to another user",
              List.of())
          .exception();
    }
    return Empty.getDefaultInstance();
  }

  RefreshUserFromIdTokenResponse refresh(
      CallContext context, RefreshUserFromIdTokenRequest request) {
    Principal.User person = rows.person(context);
    IdClaims claims = region.authenticator().ofIdToken(request.getIdToken());
    if (!claims.issuer().equals(person.issuer()) || !claims.subject().equals(person.subject())) {
      throw Refusal.invalid(
          "ID_TOKEN_FOREIGN", "id_token", "id_token is not of the caller; expected his own");
    }
    edits.inSession(context, session -> refreshed(session, person, claims));
    return RefreshUserFromIdTokenResponse.getDefaultInstance();
  }

  private Resource refreshed(MethodSession session, Principal.User person, IdClaims claims) {
    Resource row = rows.current(session, person);
    ResourceName name = rows.nameOf(person);
    User.Builder user = row.as(User.class).toBuilder();
    claims.fullName().ifPresent(user::setFullName);
    claims
        .email()
        .filter(email -> rows.isFree(session, email, name))
        .ifPresent(email -> user.setEmail(email).setEmailVerified(true));
    return session.replace(row, user.setRefreshedTime(rows.now()).build());
  }

  User byEmail(CallContext context, GetUserByEmailRequest request) {
    return find(request.getEmail())
        .map(user -> shown(context, user, request.getView(), request.getFieldMask()))
        .orElseThrow(
            () ->
                new Refusal.NotFound("no user has this e-mail address", request.getEmail())
                    .exception());
  }

  BatchGetUsersByEmailResponse batchByEmail(
      CallContext context, BatchGetUsersByEmailRequest request) {
    int most = region.limits().batch();
    if (request.getEmailsCount() > most) {
      throw tooMany("emails", request.getEmailsCount(), most);
    }
    BatchGetUsersByEmailResponse.Builder answer = BatchGetUsersByEmailResponse.newBuilder();
    request.getEmailsList().stream()
        .distinct()
        .forEach(
            email ->
                find(email)
                    .ifPresentOrElse(
                        user ->
                            answer.addUsers(
                                shown(context, user, request.getView(), request.getFieldMask())),
                        () -> answer.addMissing(email)));
    return answer.build();
  }

  private Optional<User> find(String email) {
    Filter filter = Filter.parse(type, "email = \"" + EmailAddress.required("email", email) + "\"");
    Query query = new Query(type, type.parseParent(""), filter, OrderBy.parse(type, ""));
    return region.watches().list(query, "", 1).resources().stream()
        .findFirst()
        .map(row -> row.as(User.class));
  }

  /** What the caller may see of a user: settings of others need a permission of their own. */
  private User shown(CallContext context, User user, View view, FieldMask fieldMask) {
    ResourceName name = type.parseName(user.getName());
    Mask wanted = Mask.ofView(type, view, fieldMask);
    return (User) region.shown(context.requester(), name, wanted).project(user);
  }

  DeleteUsersByCriteriaResponse delete(
      DeleteUsersByCriteriaRequest request, MethodSession session) {
    DeleteUsersByCriteriaResponse.Builder answer = DeleteUsersByCriteriaResponse.newBuilder();
    List<Resource> found = new ArrayList<>();
    named(request, session).stream()
        .distinct()
        .forEach(name -> session.get(type.parseName(name).requireConcrete()).ifPresent(found::add));
    for (Resource row : found) {
      User.AuthInfo auth = row.as(User.class).getAuthInfo();
      boolean matches =
          (request.getAuthInfoProvider().isEmpty()
                  || request.getAuthInfoProvider().equals(auth.getProvider()))
              && auth.getId().startsWith(request.getAuthInfoIdPrefix());
      if (matches) {
        session.delete(row);
        answer.addDeletedUsers(row.name());
      }
    }
    return answer.build();
  }

  private static List<String> named(DeleteUsersByCriteriaRequest request, MethodSession session) {
    return switch (request.getToDeleteCase()) {
      case BY_NAME -> few("by_name.values", request.getByName().getValuesList());
      case BY_EMAIL ->
          few("by_email.values", request.getByEmail().getValuesList()).stream()
              .map(email -> EmailAddress.required("by_email.values", email))
              .flatMap(email -> UserRule.holderRow(session, email).stream())
              .map(held -> held.getUser())
              .toList();
      case TODELETE_NOT_SET ->
          throw Refusal.invalid(
              "CRITERIA_MISSING", "to_delete", "to_delete is not set; expected names or e-mails");
    };
  }

  private static List<String> few(String field, List<String> values) {
    if (values.size() > MOST_DELETED) {
      throw tooMany(field, values.size(), MOST_DELETED);
    }
    return values;
  }

  private static RuntimeException tooMany(String field, int count, int most) {
    return Refusal.invalid(
        "TOO_MANY", field, field + " has " + count + " values; expected at most " + most);
  }
}
