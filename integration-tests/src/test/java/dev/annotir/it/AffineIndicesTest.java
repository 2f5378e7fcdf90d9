package dev.annotir.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.annotir.processor.diagnostic.Span;
import dev.annotir.processor.ir.Library;
import dev.annotir.processor.ir.PrimFunc;
import dev.annotir.processor.ir.Stmt;
import dev.annotir.processor.ir.Walker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The prover removes nearly every check of an affine index, as {@link AffineIndices} defines it, of
 * the examples and the corpus. {@link #main} prints those that it leaves.
 */
class AffineIndicesTest {
  /**
   * What became of the indices of some sources.
   *
   * @param all the number of indices
   * @param guarded those of all whose checks stay
   * @param affine the number of affine ones
   * @param affineGuarded those of the affine ones whose checks stay
   */
  private record Count(int all, Set<String> guarded, int affine, Set<String> affineGuarded) {
    static Count of(List<String> sources) throws IOException {
      AffineIndices indices = AffineIndices.of(sources);
      Path folder = Files.createTempDirectory("annotir-it");
      Compilation compilation = Compilation.of(folder, sources.toArray(String[]::new));
      Set<AffineIndices.Place> places = new HashSet<>();
      for (Library library : compilation.libraries().values()) {
        library.functions().forEach(function -> places.addAll(guards(function)));
      }
      Set<String> guarded = new TreeSet<>();
      Set<String> affineGuarded = new TreeSet<>();
      for (AffineIndices.Place place : places) {
        if (indices.all().containsKey(place)) {
          guarded.add(text(place, indices.all().get(place)));
        }
        if (indices.affine().containsKey(place)) {
          affineGuarded.add(text(place, indices.affine().get(place)));
        }
      }
      return new Count(indices.all().size(), guarded, indices.affine().size(), affineGuarded);
    }

    private static String text(AffineIndices.Place place, String access) {
      return "%s:%d:%d: %s".formatted(place.file(), place.line(), place.column(), access);
    }

    private static Set<AffineIndices.Place> guards(PrimFunc function) {
      Set<AffineIndices.Place> places = new HashSet<>();
      new Walker() {
        @Override
        protected void enter(Stmt s) {
          if (s instanceof Stmt.Check check && check.fault().isIndex()) {
            Span index = check.span();
            places.add(new AffineIndices.Place(index.file(), index.line(), index.column()));
          }
          super.enter(s);
        }
      }.walk(function.body());
      return places;
    }

    Count plus(Count other) {
      Set<String> both = new TreeSet<>(guarded);
      both.addAll(other.guarded);
      Set<String> affineBoth = new TreeSet<>(affineGuarded);
      affineBoth.addAll(other.affineGuarded);
      return new Count(all + other.all, both, affine + other.affine, affineBoth);
    }

    double provedShare() {
      return 1 - affineGuarded.size() / (double) affine;
    }

    String summary() {
      return "%d of %d affine indices are proved (%.1f %%), %d of all %d (%.1f %%)"
          .formatted(
              affine - affineGuarded.size(),
              affine,
              100 * provedShare(),
              all - guarded.size(),
              all,
              100.0 * (all - guarded.size()) / all);
    }
  }

  private static Count count() throws IOException {
    List<String> examples = new ArrayList<>();
    for (Path file : files(Path.of(System.getProperty("annotir.examples.sources")))) {
      if (!file.endsWith("package-info.java")) {
        examples.add(Files.readString(file));
      }
    }
    Count count = Count.of(examples);
    String corpus = Objects.requireNonNull(AffineIndicesTest.class.getResource("corpus")).getPath();
    for (Path file : files(Path.of(corpus))) {
      count = count.plus(Count.of(List.of(Files.readString(file))));
    }
    return count;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Test
  void nearlyAllAreProved() throws IOException {
    Count count = count();
    assertThat(count.affine()).isGreaterThan(1000);
    assertThat(count.provedShare())
        .as(() -> count.summary() + "\n" + String.join("\n", count.affineGuarded()))
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void whatIsAffine() {
    String source =
        """
        import dev.annotir.*;
        final class Ops {
          static final int N = 4;
          @Operator static void f(@Tensor({9}) int[] x, int n, int m) {
            m++;
            for (int i = 0; i < N; i++) {
              int k = 2 * i - 1, c = 0;
              x[i + 1] = x[k + n] + x[N] + x[x.length - 1 - i] + x[(i << 1) + 1];
              x[i * i] = x[m] + x[c] + x[i / 2] + x[x[i]] + x[(c = 1)];
            }
            for (int i = 8, j = 0; i >= 0; i -= 2, ++j) x[i] = x[j];
            for (long i = 0; 9 > i; i++) x[(int) i] = 0;
            for (int i = 0; i < n; i++) { if (x[i] > 0) i++; }
            for (int i = 1; i < 9; i *= 2) x[i] = 1;
            int w = 0;
            while (w < 9) x[w++] = 1;
            g(x, 3);
          }
          static void g(int[] x, int at) { x[at] = 1; }
          static void never(int[] x) { x[0] = 1; }
        }
        """;
    AffineIndices indices = AffineIndices.of(List.of(source));
    assertThat(indices.affine().values())
        .containsExactlyInAnyOrder(
            "x[i + 1]",
            "x[k + n]",
            "x[N]",
            "x[x.length - 1 - i]",
            "x[(i << 1) + 1]",
            "x[i]",
            "x[i]",
            "x[j]",
            "x[(int)i]",
            "x[at]");
    assertThat(indices.all()).hasSize(19);
  }

  /** Prints what the prover leaves. */
  public static void main(String[] arguments) throws IOException {
    Count count = count();
    for (String guarded : count.guarded()) {
      System.out.println(
          (count.affineGuarded().contains(guarded) ? "affine " : "       ") + guarded);
    }
    System.out.println(count.summary());
  }
}
