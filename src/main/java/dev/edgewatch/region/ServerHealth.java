package dev.edgewatch.region;

import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

/**
 * What {@code grpc.health.v1} answers; the only service that needs no token, because load balancers
 * have none.
 */
final class ServerHealth {
  private final HealthStatusManager health = new HealthStatusManager();

  ServerHealth() {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.NOT_SERVING);
  }

  BindableService service() {
    return health.getHealthService();
  }

  void serving() {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
  }

  /** Not serving, and never again. */
  void stopping() {
    health.enterTerminalState();
  }
}
