package dev.annotir.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dependencies between packages point one way, and siblings never import each other. */
class ArchitectureTest {
  private static final String ROOT = "dev.annotir.processor";

  /** Each may use those below; the packages of one line never use each other. */
  private static final List<List<String>> LAYERS =
      List.of(
          List.of("root"),
          List.of("frontend", "c", "script", "module", "archive"),
          List.of("schedule"),
          List.of("pass"),
          List.of("dependence"),
          List.of("analysis"),
          List.of("ir"),
          List.of("diagnostic"));

  private static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages(ROOT);
  }

  @Test
  void dependenciesPointOneWay() {
    LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (List<String> layer : LAYERS) {
      for (String name : layer) {
        rule = rule.layer(name).definedBy(name.equals("root") ? ROOT : ROOT + "." + name + "..");
      }
    }
    List<String> above = new ArrayList<>();
    for (List<String> layer : LAYERS) {
      for (String name : layer) {
        rule =
            above.isEmpty()
                ? rule.whereLayer(name).mayNotBeAccessedByAnyLayer()
                : rule.whereLayer(name).mayOnlyBeAccessedByLayers(above.toArray(new String[0]));
      }
      above.addAll(layer);
    }
    rule.check(classes());
  }

  @Test
  void onlyTheFrontendReadsTrees() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".frontend..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.source..")
        .check(classes());
  }
}
