package dev.edgewatch.resource;

/** Types that tests use, of the compiled catalog. */
final class Types {
  static final ResourceType DEVICE = Catalog.compiled().type("devices.edgelq.com/Device");
  static final ResourceType PROJECT = Catalog.compiled().type("iam.edgelq.com/Project");
  static final ResourceType REGION = Catalog.compiled().type("meta.goten.com/Region");
  static final ResourceType SERVICE = Catalog.compiled().type("meta.goten.com/Service");
  static final ResourceType DEPLOYMENT = Catalog.compiled().type("meta.goten.com/Deployment");

  private Types() {}
}
