package dev.edgewatch.service.iam;

import com.nimbusds.jose.jwk.RSAKey;
import dev.edgewatch.access.FieldValues;
import dev.edgewatch.api.iam.v1.GetPrincipalRequest;
import dev.edgewatch.api.iam.v1.GetPrincipalResponse;
import dev.edgewatch.api.iam.v1.User;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesRequest;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse.CurrentPrincipal;
import dev.edgewatch.iam.AccountKey;
import dev.edgewatch.iam.Permission;
import dev.edgewatch.iam.Principal;
import dev.edgewatch.iam.RsaKeys;
import dev.edgewatch.region.CallContext;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.Region;
import dev.edgewatch.resource.Refusal;
import dev.edgewatch.resource.ResourceName;
import dev.edgewatch.resource.ResourceType;
import dev.edgewatch.resource.standard.StandardMethod;

/**
 * For services that verify tokens themselves (contract section 11.1): who a key or a token stands
 * for. Whoever has a token may learn whose it is; who asks about a key by its name needs the
 * permission to read the key, and who watches all keys needs it for the whole installation.
 */
final class Principals {
  private final Region region;
  private final ResourceType keyType;
  private final UserRows users;

  Principals(Region region, UserRows users) {
    this.region = region;
    this.users = users;
    this.keyType = region.catalog().type("iam.edgelq.com/ServiceAccountKey");
  }

  GetPrincipalResponse get(CallContext context, GetPrincipalRequest request) {
    if (!request.getAuthToken().isEmpty()) {
      return of(region.authenticator().ofToken(request.getAuthToken()));
    }
    ResourceName name = keyType.parseName(request.getPrincipalKeyId()).requireConcrete();
    Permission permission = Permission.of(keyType, StandardMethod.GET);
    region.authorized(
        authorizer -> authorizer.require(context.requester(), permission, name, FieldValues.NONE));
    return of(region.authenticator().keys().find(name.text()).orElseThrow(() -> missing(name)));
  }

  CustomMethod.Feed.Source watch(
      CallContext context,
      WatchPrincipalUpdatesRequest request,
      CustomMethod.Replies<WatchPrincipalUpdatesResponse> replies,
      PrincipalHistory history) {
    Permission permission = Permission.of(keyType, StandardMethod.WATCH_MANY);
    region.authorized(
        authorizer -> {
          authorizer.requireAtRoot(context.requester(), permission);
          return permission;
        });
    return new PrincipalUpdates(history, request.getResumeToken(), replies);
  }

  private GetPrincipalResponse of(Principal principal) {
    return switch (principal) {
      case Principal.ServiceAccount account ->
          of(
              region
                  .authenticator()
                  .keys()
                  .find(account.key())
                  .orElseThrow(() -> missing(keyType.parseName(account.key()))));
      case Principal.User person ->
          GetPrincipalResponse.newBuilder()
              .setUser(
                  users.find(person).orElseGet(() -> unrecorded(person)).toBuilder()
                      .clearSettings())
              .build();
      case Principal.Anonymous nobody ->
          GetPrincipalResponse.newBuilder().setAnonymous(true).build();
      case Principal.Client program -> throw noAccount(program);
      case Principal.Operator operator -> throw noAccount(operator);
      case Principal.Region another -> throw noAccount(another);
    };
  }

  private User unrecorded(Principal.User person) {
    return User.newBuilder()
        .setName(users.nameOf(person).text())
        .setEmail(person.email().orElse(""))
        .setEmailVerified(person.email().isPresent())
        .build();
  }

  private static GetPrincipalResponse of(AccountKey key) {
    return GetPrincipalResponse.newBuilder()
        .setJsonKey(jwk(key))
        .setPrincipalKeyType(key.key().getAlgorithm().name())
        .setServiceAccount(key.account())
        .build();
  }

  static CurrentPrincipal current(AccountKey key) {
    return CurrentPrincipal.newBuilder()
        .setPrincipalKeyId(key.name())
        .setJsonKey(jwk(key))
        .setPrincipalKeyType(key.key().getAlgorithm().name())
        .setServiceAccount(key.account())
        .build();
  }

  /** The public key; nothing for an API key, which is none. */
  private static String jwk(AccountKey key) {
    return RsaKeys.publicKey(key.key().getPublicKeyData())
        .map(publicKey -> new RSAKey.Builder(publicKey).keyID(key.name()).build().toJSONString())
        .orElse("");
  }

  private static RuntimeException missing(ResourceName name) {
    return new Refusal.NotFound("ServiceAccountKey '" + name + "' does not exist", name.text())
        .exception();
  }

  private static RuntimeException noAccount(Principal principal) {
    return new Refusal.NotFound(
            principal.member() + " is neither a user nor a service account", principal.member())
        .exception();
  }
}
