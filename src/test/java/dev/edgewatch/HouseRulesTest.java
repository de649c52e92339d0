package dev.edgewatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** House rules that a program can see; those about packages are in {@link ArchitectureTest}. */
@AnalyzeClasses(packages = "dev.edgewatch", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String GENERATED = "dev.edgewatch.api..";
  private static final String ROOT = "dev.edgewatch";
  private static final Pattern EMPTY_NAMES =
      Pattern.compile(".*(Manager|Helper|Utils?|Impl|Base|Info|Data|Processor)");

  @ArchTest
  static final ArchRule nothingKnowsTheProgramButItself =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      classes().that().resideOutsideOfPackage(GENERATED).should(haveATellingName());

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that().resideOutsideOfPackage(GENERATED).should(beInANullMarkedPackage());

  @ArchTest
  static final ArchRule nothingPrintsButCommands =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Command")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  /** HTML is made by components, never by text (OWASP X02). */
  @ArchTest
  static final ArchRule viewsDoNotWriteHtml =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.vaadin.flow.component.Html");

  @ArchTest
  static final ArchRule constantsAreTheOnlyStaticState =
      classes().that().resideOutsideOfPackage(GENERATED).should(haveOnlyFinalStaticFields());

  private static ArchCondition<JavaClass> haveATellingName() {
    return condition(
        "have a telling name", type -> !EMPTY_NAMES.matcher(type.getSimpleName()).matches());
  }

  private static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return condition(
        "be in a package that is @NullMarked",
        type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }

  private static ArchCondition<JavaClass> haveOnlyFinalStaticFields() {
    return condition(
        "have only final static fields",
        type ->
            type.getFields().stream()
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL)));
  }

  private static ArchCondition<JavaClass> condition(
      String description, Predicate<JavaClass> holds) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!holds.test(type)) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " does not " + description));
        }
      }
    };
  }
}
