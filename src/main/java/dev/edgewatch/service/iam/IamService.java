package dev.edgewatch.service.iam;

import com.google.protobuf.Empty;
import dev.edgewatch.api.iam.v1.BatchGetUsersByEmailRequest;
import dev.edgewatch.api.iam.v1.BatchGetUsersByEmailResponse;
import dev.edgewatch.api.iam.v1.DeleteUsersByCriteriaRequest;
import dev.edgewatch.api.iam.v1.DeleteUsersByCriteriaResponse;
import dev.edgewatch.api.iam.v1.GetMySettingsRequest;
import dev.edgewatch.api.iam.v1.GetMySettingsResponse;
import dev.edgewatch.api.iam.v1.GetPrincipalRequest;
import dev.edgewatch.api.iam.v1.GetPrincipalResponse;
import dev.edgewatch.api.iam.v1.GetUserByEmailRequest;
import dev.edgewatch.api.iam.v1.IsUserVerifiedRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenResponse;
import dev.edgewatch.api.iam.v1.SetMySettingsRequest;
import dev.edgewatch.api.iam.v1.UpdateUserNameRequest;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesRequest;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.DurableWork;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.region.WriteRule;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The custom methods of {@code iam.edgelq.com}, and its rules about writes. */
public final class IamService implements CustomService {
  private static final String PACKAGE = "ntt.iam.v1.";

  private static final String USERS = PACKAGE + "UserService/";

  private @Nullable UserRows userRows;
  private volatile Consumer<CallContext> entry = context -> {};
  private final List<Runnable> endings = new ArrayList<>();

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    UserRows people = users(region, edits);
    Users users = new Users(region, edits, people);
    entry = people::saw;
    List<InvitationType> invitationTypes = InvitationType.all(region.catalog());
    endings.add(new ExpiredInvitations(region, edits, invitationTypes).start());
    Principals principals = new Principals(region, people);
    PrincipalHistory history = new PrincipalHistory(region.authenticator().keys());
    endings.add(history::close);
    List<CustomMethod<?, ?>> methods = new ArrayList<>();
    methods.addAll(InvitationMethods.of(region, people));
    methods.addAll(
        List.of(
            new CustomMethod.Unary<>(
                PACKAGE + "AuthorizationService/GetPrincipal",
                GetPrincipalRequest.getDefaultInstance(),
                GetPrincipalResponse.getDefaultInstance(),
                principals::get),
            new CustomMethod.Feed<>(
                PACKAGE + "AuthorizationService/WatchPrincipalUpdates",
                WatchPrincipalUpdatesRequest.getDefaultInstance(),
                WatchPrincipalUpdatesResponse.getDefaultInstance(),
                (context, request, replies) ->
                    principals.watch(context, request, replies, history)),
            new CustomMethod.Unary<>(
                USERS + "GetMySettings",
                GetMySettingsRequest.getDefaultInstance(),
                GetMySettingsResponse.getDefaultInstance(),
                users::settings),
            new CustomMethod.Snapshot<>(
                USERS + "SetMySettings",
                SetMySettingsRequest.getDefaultInstance(),
                Empty.getDefaultInstance(),
                users::set),
            new CustomMethod.Snapshot<>(
                USERS + "UpdateUserName",
                UpdateUserNameRequest.getDefaultInstance(),
                Empty.getDefaultInstance(),
                users::rename),
            new CustomMethod.Unary<>(
                USERS + "IsUserVerified",
                IsUserVerifiedRequest.getDefaultInstance(),
                Empty.getDefaultInstance(),
                (context, request) -> users.requireVerified(context)),
            new CustomMethod.Unary<>(
                USERS + "RefreshUserFromIdToken",
                RefreshUserFromIdTokenRequest.getDefaultInstance(),
                RefreshUserFromIdTokenResponse.getDefaultInstance(),
                users::refresh),
            new CustomMethod.Unary<>(
                USERS + "GetUserByEmail",
                GetUserByEmailRequest.getDefaultInstance(),
                User.getDefaultInstance(),
                users::byEmail),
            new CustomMethod.Unary<>(
                USERS + "BatchGetUsersByEmail",
                BatchGetUsersByEmailRequest.getDefaultInstance(),
                BatchGetUsersByEmailResponse.getDefaultInstance(),
                users::batchByEmail),
            new CustomMethod.Snapshot<>(
                USERS + "DeleteUsersByCriteria",
                DeleteUsersByCriteriaRequest.getDefaultInstance(),
                DeleteUsersByCriteriaResponse.getDefaultInstance(),
                (context, request, session) -> users.delete(request, session))));
    return methods;
  }

  /** The same for methods and rules, with whom it has seen. */
  private UserRows users(Region region, ResourceEdits edits) {
    if (userRows == null) {
      userRows = new UserRows(region, edits);
    }
    return userRows;
  }

  @Override
  public void cameIn(CallContext context) {
    entry.accept(context);
  }

  @Override
  public List<WriteRule> rules(Region region, ResourceEdits edits) {
    UserRows users = users(region, edits);
    Outbox outbox = new Outbox(region);
    Giving giving = new Giving(region.access());
    RoleBindingRule bindings = new RoleBindingRule(region, giving);
    GroupMemberRule places = new GroupMemberRule(region, giving);
    List<WriteRule> rules = new ArrayList<>();
    for (InvitationType type : InvitationType.all(region.catalog())) {
      rules.add(new InvitationRule(region, type, users, bindings, places, outbox));
    }
    rules.addAll(
        List.of(
            new UserRule(region.catalog().type("iam.edgelq.com/User")),
            new AccountRule(region),
            new KeyRule(region, giving, new SecureRandom())));
    return rules;
  }

  @Override
  public List<DurableWork> work(Region region, ResourceEdits edits) {
    return region.mail().stream()
        .<DurableWork>map(
            mail -> new MailDelivery(region, edits, mail, InvitationType.all(region.catalog())))
        .toList();
  }

  @Override
  public void close() {
    endings.forEach(Runnable::run);
  }
}
