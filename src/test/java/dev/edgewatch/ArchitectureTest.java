package dev.edgewatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package rules of docs/architecture.md. */
@AnalyzeClasses(
    packages = "dev.edgewatch",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutGenerated.class})
class ArchitectureTest {
  /** Generated messages follow the imports of the public API's files. */
  static final class WithoutGenerated implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/dev/edgewatch/api/");
    }
  }

  private static final String API = "dev.edgewatch.api..";

  @ArchTest
  static final ArchRule resourceKnowsOnlyProtobuf =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewatch.resource..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.edgewatch.resource..",
              API,
              "com.google.protobuf..",
              "com.google.rpc..",
              "java..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule accessIsPure =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewatch.access..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.edgewatch.access..",
              "dev.edgewatch.resource..",
              API,
              "com.google.protobuf..",
              "java..",
              "org.jspecify..",
              "org.springframework.security.web.util.matcher..");

  @ArchTest
  static final ArchRule onlyTheConsoleInterfaceKnowsVaadin =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.edgewatch.console.ui..", "dev.edgewatch.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.vaadin..");

  /** Who acts is an object that is handed along; a thread may be somebody else's by now. */
  @ArchTest
  static final ArchRule nobodyIsLookedUpFromAThread =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName(
              "org.springframework.security.core.context.SecurityContextHolder");

  @ArchTest
  static final ArchRule onlyTheStoreSpeaksToTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.edgewatch.store..", "dev.edgewatch.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.postgresql..", "org.springframework.jdbc..");

  @ArchTest
  static final ArchRule onlyRoutingOpensChannels =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewatch.routing..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(ManagedChannelBuilder|NettyChannelBuilder|Grpc)");

  @ArchTest
  static final ArchRule onlyRegionOpensServers =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edgewatch.region..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.(ServerBuilder|NettyServerBuilder)");

  @ArchTest
  static final ArchRule theConsoleAndTheRegionMeetOnlyOverTheWire =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewatch.console..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewatch.region..",
              "dev.edgewatch.watch..",
              "dev.edgewatch.store..",
              "dev.edgewatch.iam..",
              "dev.edgewatch.service..");

  @ArchTest
  static final ArchRule theInterfaceCallsNobodyButTheBackendForFrontend =
      noClasses()
          .that()
          .resideInAPackage("dev.edgewatch.console.ui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.edgewatch.client..", "dev.edgewatch.routing..", "io.grpc..");

  @ArchTest
  static final ArchRule theClientIsForOthersToUse =
      noClasses()
          .that()
          .resideInAnyPackage("dev.edgewatch.client..", "dev.edgewatch.routing..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edgewatch.console..",
              "dev.edgewatch.demo..",
              "dev.edgewatch.region..",
              "dev.edgewatch.watch..",
              "dev.edgewatch.store..",
              "dev.edgewatch.iam..",
              "dev.edgewatch.service..");

  @ArchTest
  static final ArchRule packagesDependOnEachOtherInOneDirection =
      slices().matching("dev.edgewatch.(**)").namingSlices("$1").should().beFreeOfCycles();
}
