package dev.edgewatch.console.bff;

import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Timestamps;
import dev.edgewatch.api.iam.v1.ListRoleBindingsWithMembersRequest;
import dev.edgewatch.api.iam.v1.ListRoleBindingsWithMembersResponse;
import dev.edgewatch.api.iam.v1.MembersInfo;
import dev.edgewatch.api.iam.v1.MembersMasks;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenRequest;
import dev.edgewatch.api.iam.v1.RefreshUserFromIdTokenResponse;
import dev.edgewatch.api.iam.v1.ServiceAccount;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.client.CustomCalls;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.RefusalException;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** People as calls to any region, which answers from its rows and copies. */
record PeopleCalls(AnyRegion regions) implements People {
  private static final int PAGE = 500;

  /** As many as a page of members shows. */
  private static final int MOST = 1_000;

  private static final MethodDescriptor<
          ListRoleBindingsWithMembersRequest, ListRoleBindingsWithMembersResponse>
      LIST =
          CustomCalls.method(
              "ntt.iam.v1.RoleBindingService/ListRoleBindingsWithMembers",
              MethodType.UNARY,
              ListRoleBindingsWithMembersRequest.getDefaultInstance(),
              ListRoleBindingsWithMembersResponse.getDefaultInstance());
  private static final MethodDescriptor<
          RefreshUserFromIdTokenRequest, RefreshUserFromIdTokenResponse>
      REFRESH =
          CustomCalls.method(
              "ntt.iam.v1.UserService/RefreshUserFromIdToken",
              MethodType.UNARY,
              RefreshUserFromIdTokenRequest.getDefaultInstance(),
              RefreshUserFromIdTokenResponse.getDefaultInstance());
  private static final MembersMasks WANTED =
      MembersMasks.newBuilder()
          .setUserMask(FieldMask.newBuilder().addPaths("full_name").addPaths("refreshed_time"))
          .setServiceAccountMask(FieldMask.newBuilder().addPaths("display_name"))
          .setGroupMask(FieldMask.newBuilder().addPaths("name"))
          .build();

  /** Tells the regions what the identity provider calls who has signed in. */
  CompletableFuture<Outcome> introduce(String idToken) {
    return regions.write(
        REFRESH, RefreshUserFromIdTokenRequest.newBuilder().setIdToken(idToken).build());
  }

  @Override
  public CompletableFuture<Map<String, Known>> in(String scope) {
    return CompletableFuture.supplyAsync(() -> told(scope), regions.executor());
  }

  private Map<String, Known> told(String scope) {
    try {
      return listed(scope);
    } catch (RefusalException refused) {
      if (refused.refusal() instanceof Refusal.Denied) {
        return Map.of();
      }
      throw refused;
    }
  }

  private Map<String, Known> listed(String scope) {
    Map<String, Known> known = new HashMap<>();
    String region = regions.regions().getFirst();
    String page = "";
    do {
      ListRoleBindingsWithMembersResponse answer = regions.ask(region, LIST, request(scope, page));
      answer.getMatchingMembersList().forEach(one -> known.put(one.getMember(), known(one)));
      page = answer.getNextPageToken();
    } while (!page.isEmpty() && known.size() < MOST);
    return known;
  }

  private static ListRoleBindingsWithMembersRequest request(String scope, String page) {
    return ListRoleBindingsWithMembersRequest.newBuilder()
        .setParent(scope)
        .setPageSize(PAGE)
        .setPageToken(page)
        .setFieldMask(FieldMask.newBuilder().addPaths("member"))
        .setMembersMasks(WANTED)
        .build();
  }

  private static Known known(MembersInfo info) {
    return info.getUsersList().stream()
        .map(PeopleCalls::known)
        .findFirst()
        .orElseGet(
            () ->
                new Known(
                    info.getServiceAccountsList().stream()
                        .map(ServiceAccount::getDisplayName)
                        .findFirst()
                        .orElse(""),
                    Optional.empty()));
  }

  private static Known known(User user) {
    return new Known(
        user.getFullName(),
        user.hasRefreshedTime()
            ? Optional.of(Instant.ofEpochMilli(Timestamps.toMillis(user.getRefreshedTime())))
            : Optional.empty());
  }
}
