package org.loadstar.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.concurrent.ConcurrentMap;
import org.junit.jupiter.api.Test;

/// The rules of ARCHITECTURE.md.
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.loadstar");

  @Test
  void arrowsPointDownward() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("org.loadstar..")
        .layer("app").definedBy("org.loadstar.app..")
        .layer("grid").definedBy("org.loadstar.grid..")
        .layer("study").definedBy("org.loadstar.study..")
        .layer("cases").definedBy("org.loadstar.cases..")
        .layer("adequacy").definedBy("org.loadstar.adequacy..")
        .layer("ledger").definedBy("org.loadstar.ledger..")
        .layer("model").definedBy("org.loadstar.model..")
        .layer("lp").definedBy("org.loadstar.lp..")
        .whereLayer("app").mayNotBeAccessedByAnyLayer()
        .whereLayer("grid").mayOnlyBeAccessedByLayers("study", "app")
        .whereLayer("study").mayOnlyBeAccessedByLayers("app")
        .whereLayer("cases").mayOnlyBeAccessedByLayers("grid", "study", "app")
        .whereLayer("adequacy").mayOnlyBeAccessedByLayers("study", "app")
        .whereLayer("ledger").mayOnlyBeAccessedByLayers("study", "app")
        .whereLayer("model").mayOnlyBeAccessedByLayers("ledger", "adequacy", "cases", "grid", "study", "app")
        .whereLayer("lp").mayOnlyBeAccessedByLayers("model", "cases", "grid", "study", "app")
        .check(ALL);
  }

  @Test
  void modelKnowsNoFilesNoThreadsNoSolver() {
    DescribedPredicate<JavaClass> forbidden =
        resideInAnyPackage(
                "java.io..", "java.nio..", "java.net..", "java.sql..", "java.util.concurrent..", "org.loadstar.lp.highs..", "org.loadstar.lp.ipm..")
            .or(assignableTo(Thread.class))
            // A map that threads may share starts none; Serializable comes with every enum.
            .and(DescribedPredicate.not(assignableTo(ConcurrentMap.class)))
            .and(DescribedPredicate.describe("is not Serializable", c -> !c.getName().equals("java.io.Serializable")));
    noClasses().that().resideInAPackage("org.loadstar.model..").should().dependOnClassesThat(forbidden).check(ALL);
  }

  @Test
  void onlyTheBridgeHoldsNativeHandles() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.loadstar.lp.highs..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..")
        .check(ALL);
  }

  @Test
  void onlyTheGridImportsPowsybl() {
    noClasses().that().resideOutsideOfPackage("org.loadstar.grid.powsybl..").should().dependOnClassesThat().resideInAPackage("com.powsybl..").check(ALL);
  }

  @Test
  void solversDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("org.loadstar.lp")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.loadstar.lp.highs..", "org.loadstar.lp.ipm..")
        .check(ALL);
  }

  @Test
  void componentsDoNotNameEachOther() {
    assertThat(ALL.stream().filter(ArchitectureTest::isComponent).map(JavaClass::getSimpleName))
        .as("components that are watched")
        .contains("Generator", "Hydro", "Storage", "Line", "Neighbour", "Campus", "Load");
    classes().that(DescribedPredicate.describe("belong to a component", c -> isComponent(outermost(c)))).should(nameNoOther()).check(ALL);
  }

  private static boolean isComponent(JavaClass c) {
    return c.isAssignableTo("org.loadstar.model.Component") && !c.isInterface();
  }

  private static JavaClass outermost(JavaClass c) {
    JavaClass outer = c;
    while (outer.getEnclosingClass().isPresent()) outer = outer.getEnclosingClass().get();
    return outer;
  }

  private static ArchCondition<JavaClass> nameNoOther() {
    return new ArchCondition<>("not name another component") {
      @Override
      public void check(JavaClass c, ConditionEvents events) {
        for (Dependency d : c.getDirectDependenciesFromSelf()) {
          JavaClass other = outermost(d.getTargetClass());
          if (isComponent(other) && !other.equals(outermost(c)))
            events.add(SimpleConditionEvent.violated(d, d.getDescription()));
        }
      }
    };
  }
}
