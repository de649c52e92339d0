package dev.edgewatch.service.iam;

import dev.edgewatch.api.iam.v1.GetPrincipalRequest;
import dev.edgewatch.api.iam.v1.GetPrincipalResponse;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesRequest;
import dev.edgewatch.api.iam.v1.WatchPrincipalUpdatesResponse;
import dev.edgewatch.region.CustomMethod;
import dev.edgewatch.region.CustomService;
import dev.edgewatch.region.Region;
import dev.edgewatch.region.ResourceEdits;
import dev.edgewatch.region.WriteRule;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** The custom methods of {@code iam.edgelq.com}, and its rules about writes. */
public final class IamService implements CustomService {
  private static final String PACKAGE = "ntt.iam.v1.";

  private final List<Runnable> endings = new ArrayList<>();

  @Override
  public List<CustomMethod<?, ?>> methods(Region region, ResourceEdits edits) {
    Principals principals = new Principals(region);
    PrincipalHistory history = new PrincipalHistory(region.authenticator().keys());
    endings.add(history::close);
    return List.of(
        new CustomMethod.Unary<>(
            PACKAGE + "AuthorizationService/GetPrincipal",
            GetPrincipalRequest.getDefaultInstance(),
            GetPrincipalResponse.getDefaultInstance(),
            principals::get),
        new CustomMethod.Feed<>(
            PACKAGE + "AuthorizationService/WatchPrincipalUpdates",
            WatchPrincipalUpdatesRequest.getDefaultInstance(),
            WatchPrincipalUpdatesResponse.getDefaultInstance(),
            (context, request, replies) -> principals.watch(context, request, replies, history)));
  }

  @Override
  public List<WriteRule> rules(Region region) {
    return List.of(
        new AccountRule(region.catalog().type("iam.edgelq.com/ServiceAccount")),
        new KeyRule(
            region.catalog().type("iam.edgelq.com/ServiceAccountKey"),
            region.clock(),
            new SecureRandom()));
  }

  @Override
  public void close() {
    endings.forEach(Runnable::run);
  }
}
