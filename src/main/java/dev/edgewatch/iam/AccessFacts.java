package dev.edgewatch.iam;

import dev.edgewatch.api.iam.v1.Condition;
import dev.edgewatch.api.iam.v1.Role;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rows that say who may what, as an {@link AccessIndex} keeps them current. Thread-safe. */
record AccessFacts(
    Map<String, Role> roles,
    Map<String, Condition> conditions,
    ScopeTree scopes,
    Memberships memberships,
    Bindings bindings,
    Holders holders) {

  static AccessFacts none() {
    ScopeTree scopes = new ScopeTree();
    return new AccessFacts(
        new ConcurrentHashMap<>(),
        new ConcurrentHashMap<>(),
        scopes,
        new Memberships(scopes::above),
        new Bindings(),
        new Holders());
  }
}
