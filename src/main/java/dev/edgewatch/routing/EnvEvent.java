package dev.edgewatch.routing;

import dev.edgewatch.api.meta.v1.Deployment;

/** What happened to the environment. */
public sealed interface EnvEvent {
  /** A deployment is new or has changed. */
  record DeploymentSet(Deployment deployment) implements EnvEvent {}

  record DeploymentRemoved(Deployment deployment) implements EnvEvent {}

  /** Titles, policies and the like. */
  record RegionsOrServicesChanged() implements EnvEvent {}
}
