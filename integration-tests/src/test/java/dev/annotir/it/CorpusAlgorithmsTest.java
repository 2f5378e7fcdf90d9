package dev.annotir.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The corpus' sorts, searches, graphs, images and simulations compute what they are called. */
class CorpusAlgorithmsTest {
  private static final Corpus SORTING = Corpus.of("Sorting");
  private static final Corpus DYNAMIC = Corpus.of("Dynamic");
  private static final Corpus GRAPHS = Corpus.of("Graphs");
  private static final Corpus IMAGES = Corpus.of("Images");
  private static final Corpus MACHINES = Corpus.of("Machines");
  private static final Corpus SIMULATIONS = Corpus.of("Simulations");

  private final Random random = new Random(1);

  private static int[] sorted(int[] a) {
    return Arrays.stream(a).sorted().toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bitonic", "heap", "radix", "quick"})
  void sorts(String name) {
    int[] a = random.ints(name.equals("bitonic") ? 32 : 37).toArray();
    int[] expected = sorted(a);
    SORTING.call(name, a);
    assertThat(a).isEqualTo(expected);
  }

  @Test
  void sortsOfOtherTypes() {
    double[] merged = random.doubles(37).toArray();
    double[] expected = Arrays.stream(merged).sorted().toArray();
    int[] order = SORTING.call("argsort", merged);
    assertThat(merged[order[5]]).isEqualTo(expected[5]);
    SORTING.call("merge", merged);
    assertThat(merged).isEqualTo(expected);
    byte[] bytes = new byte[60];
    random.nextBytes(bytes);
    byte[] sortedBytes = bytes.clone();
    Arrays.sort(sortedBytes);
    SORTING.call("counting", bytes);
    assertThat(bytes).isEqualTo(sortedBytes);
    byte[] bubbles = Arrays.copyOfRange(sortedBytes, 10, 30);
    bubbles[3] = bubbles[15];
    SORTING.call("bubble", bubbles);
    assertThat(bubbles).isSorted();
    short[] shorts = new short[37];
    long[] longs = new long[37];
    float[] floats = new float[32];
    for (int i = 0; i < 37; i++) {
      shorts[i] = (short) random.nextInt();
      longs[i] = random.nextLong();
      floats[i % 32] = random.nextFloat();
    }
    SORTING.call("shell", shorts);
    SORTING.call("insertion", longs);
    SORTING.call("oddEven", floats);
    assertThat(shorts).isSorted();
    assertThat(longs).isSorted();
    assertThat(floats).isSorted();
  }

  @Test
  void orders() {
    int[] a = random.ints(37).toArray();
    int[] expected = sorted(a);
    assertThat(SORTING.<Integer>call("select", a, 11)).isEqualTo(expected[11]);
    float[] x = new float[37];
    x[20] = 3;
    x[7] = 5;
    float[] values = new float[5];
    int[] places = new int[5];
    SORTING.call("topK", x, values, places);
    assertThat(values).containsExactly(5, 3, 0, 0, 0);
    assertThat(places).containsExactly(7, 20, 0, 1, 2);
    char[] text = "the quick brown fox jumps".substring(0, 24).toCharArray();
    int n = SORTING.<Integer>call("unique", text);
    assertThat(new String(text, 0, n)).isEqualTo(" bcefhijkmnopqrtuwx");
    int[] permutation = {1, 2, 3, 4, 7, 6, 5};
    assertThat(SORTING.<Boolean>call("nextPermutation", permutation)).isTrue();
    assertThat(permutation).containsExactly(1, 2, 3, 5, 4, 6, 7);
    int[] colours = random.ints(25).toArray();
    SORTING.call("threeColours", colours);
    assertThat(colours).isSorted();
  }

  @Test
  void alignments() {
    byte[] a = "ACGTACGTACGTAC".getBytes(UTF_8);
    byte[] b = "ACGTTACGACG".getBytes(UTF_8);
    int[] path = new int[11];
    int n = DYNAMIC.<Integer>call("lcsPath", a, b, path);
    assertThat(n).isEqualTo(10);
    for (int i = 1; i < n; i++) {
      assertThat(path[i]).isGreaterThan(path[i - 1]);
    }
    assertThat(DYNAMIC.<Integer>call("lcs", a, a)).isEqualTo(11);
    char[] kitten = Arrays.copyOf("kitten".toCharArray(), 14);
    char[] sitting = Arrays.copyOf("sitting".toCharArray(), 11);
    assertThat(DYNAMIC.<Integer>call("editDistance", kitten, 6, sitting, 7)).isEqualTo(3);
    int[] end = new int[2];
    assertThat(DYNAMIC.<Integer>call("smithWaterman", a, a, 6, 1, end)).isEqualTo(55);
  }

  @Test
  void tables() {
    short[] extents = {2, 2, 2, 2, 2, 2, 2, 2, 2};
    assertThat(DYNAMIC.<Long>call("matrixChain", extents)).isEqualTo(7 * 8);
    int[] weights = {1, 3, 4, 5, 0, 0, 0, 0};
    int[] values = {1, 4, 5, 7, 0, 0, 0, 0};
    assertThat(DYNAMIC.<Integer>call("knapsackItems", weights, values)).isEqualTo(0b1111);
    int[] coins = {0, 1, 4, 9, 24};
    assertThat(DYNAMIC.<Long>call("coins", coins, 10)).isEqualTo(11);
    int[] x = new int[50];
    Arrays.setAll(x, i -> i % 7 == 0 ? -10 : 3);
    assertThat(DYNAMIC.<Long>call("maxSubarray", x, new int[2])).isEqualTo(18 + 6 * 8);
    int[] rising = new int[40];
    Arrays.setAll(rising, i -> i % 8 * 10 + i / 8);
    assertThat(DYNAMIC.<Integer>call("longestIncreasing", rising)).isEqualTo(12);
    short[][] towns = new short[8][8];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        towns[i][j] = (short) (Math.floorMod(j - i, 8) == 3 ? 1 : 50);
      }
    }
    assertThat(DYNAMIC.<Integer>call("travellingSalesman", (Object) towns)).isEqualTo(8);
  }

  @Test
  void shortestPaths() {
    int[][] weight = new int[10][10];
    byte[][] bytes = new byte[10][10];
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        bytes[i][j] = (byte) (random.nextInt(3) == 0 ? random.nextInt(50) : 0);
        weight[i][j] = bytes[i][j];
      }
    }
    int[] heap = new int[10];
    int[] plain = new int[10];
    GRAPHS.call("dijkstraHeap", bytes, heap);
    GRAPHS.call("dijkstra", weight, 0, plain, new int[10]);
    int[][] all = Arrays.stream(weight).map(int[]::clone).toArray(int[][]::new);
    GRAPHS.call("floydWarshall", (Object) all);
    int[] level = new int[10];
    boolean[][] edge = new boolean[10][10];
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 10; j++) {
        edge[i][j] = weight[i][j] > 0;
      }
    }
    GRAPHS.call("bfs", edge, 0, level);
    for (int v = 0; v < 10; v++) {
      boolean reached = level[v] >= 0;
      assertThat(all[0][v]).isEqualTo(heap[v]);
      assertThat(plain[v]).isEqualTo(reached ? heap[v] : Integer.MAX_VALUE);
    }
  }

  @Test
  void graphs() {
    int[][] edges = new int[24][2];
    for (int e = 0; e < 24; e++) {
      edges[e][0] = 2 * (e % 5);
      edges[e][1] = 2 * (e % 4);
    }
    assertThat(GRAPHS.<Integer>call("components", edges, new int[10])).isEqualTo(6);
    int[] from = new int[24];
    int[] to = new int[24];
    int[] cost = new int[24];
    for (int e = 0; e < 24; e++) {
      from[e] = e % 10;
      to[e] = (e + 1) % 10;
      cost[e] = e;
    }
    assertThat(GRAPHS.<Long>call("spanningTree", from, to, cost)).isEqualTo(36);
    short[] weight = new short[24];
    Arrays.fill(weight, (short) 2);
    long[] distance = new long[10];
    assertThat(GRAPHS.<Boolean>call("bellmanFord", from, to, weight, 3, distance)).isTrue();
    assertThat(distance[2]).isEqualTo(18);
    boolean[][] links = new boolean[10][10];
    for (int i = 0; i < 10; i++) {
      links[i][(i + 1) % 10] = true;
    }
    double[] rank = new double[10];
    GRAPHS.call("pageRank", links, 0.85, rank);
    assertThat(rank[4]).isCloseTo(0.1, within(1e-9));
    int[] reach = new int[32];
    Arrays.setAll(reach, i -> i < 31 ? 1 << i + 1 : 0);
    assertThat(GRAPHS.<Integer>call("closure", reach)).isEqualTo(31 * 32 / 2);
  }

  @Test
  void images() {
    boolean[][] set = new boolean[12][16];
    int[][] labels = new int[12][16];
    set[1][1] = set[1][3] = set[2][1] = set[2][2] = set[2][3] = set[8][8] = true;
    assertThat(IMAGES.<Integer>call("label", set, labels)).isEqualTo(2);
    assertThat(labels[1][3]).isEqualTo(labels[1][1]);
    int[][] distance = new int[12][16];
    IMAGES.call("distance", set, distance);
    assertThat(distance[11][8]).isEqualTo(3);
    byte[][] image = new byte[12][16];
    assertThat(IMAGES.<Integer>call("flood", image, 3, 3, (byte) 2)).isEqualTo(192);
    IMAGES.call("line", image, 0, 0, 15, 11);
    assertThat(image[11][15]).isEqualTo((byte) 1);
    assertThat(IMAGES.<Integer>call("hsv", 0x00ff00)).isEqualTo(120 << 16 | 255 << 8 | 255);
    float[][] flat = new float[12][16];
    Arrays.stream(flat).forEach(row -> Arrays.fill(row, 7));
    float[][] out = new float[19][25];
    IMAGES.call("bilinear", flat, out);
    assertThat(out[18]).containsOnly(7);
    int[][] ramp = new int[12][16];
    int[][] blurred = new int[12][16];
    Arrays.stream(ramp).forEach(row -> Arrays.setAll(row, x -> 10 * x));
    IMAGES.call("boxBlur", ramp, blurred);
    assertThat(blurred[6][8]).isEqualTo(80);
    byte[][] template = new byte[4][4];
    template[1][2] = image[2][3] = 100;
    assertThat(IMAGES.<Integer>call("match", image, template)).isEqualTo(17);
    byte[][] halves = new byte[12][16];
    Arrays.fill(halves[3], (byte) 200);
    assertThat(IMAGES.<Integer>call("threshold", (Object) halves)).isBetween(0, 199);
  }

  @Test
  void lifeHasBlinkersAndGliders() {
    boolean[][] world = new boolean[12][12];
    world[5][4] = world[5][5] = world[5][6] = true;
    assertThat(SIMULATIONS.<Integer>call("life", world, 1)).isEqualTo(3);
    assertThat(world[4][5]).isTrue();
    int[] rows = new int[32];
    rows[5] = 0b111 << 4;
    SIMULATIONS.call("lifeBits", rows);
    assertThat(Arrays.copyOfRange(rows, 4, 7)).containsExactly(32, 32, 32);
  }

  @Test
  void generators() {
    Random java = new Random(42);
    int[] bits = new int[16];
    double[] doubles = new double[16];
    SIMULATIONS.call("random", 42L, bits, doubles);
    assertThat(bits).isEqualTo(java.ints(16).toArray());
    assertThat(doubles).isEqualTo(java.doubles(16).toArray());
    int[] mersenne = new int[8];
    SIMULATIONS.call("mersenne", 5489, mersenne);
    assertThat(mersenne).startsWith((int) 3499211612L, 581869302, (int) 3890346734L);
    assertThat(SIMULATIONS.<Double>call("monteCarlo", 7L, 1023)).isCloseTo(Math.PI, within(0.2));
  }

  @Test
  void physics() {
    double[][] f = new double[12][12];
    double[][] u = new double[12][12];
    Arrays.fill(u[0], 1);
    Arrays.fill(u[11], 1);
    for (double[] row : u) {
      row[0] = row[11] = 1;
    }
    assertThat(SIMULATIONS.<Integer>call("poisson", u, f, 1.5)).isLessThan(60);
    assertThat(u[6][6]).isCloseTo(1, within(1e-4));
    double[][][] lattice = new double[9][6][8];
    for (int q = 0; q < 9; q++) {
      for (double[] row : lattice[q]) {
        Arrays.fill(row, q == 0 ? 4. / 9 : q < 5 ? 1. / 9 : 1. / 36);
      }
    }
    SIMULATIONS.call("latticeBoltzmann", lattice, new boolean[6][8], 0.8);
    assertThat(lattice[5][3][3]).isCloseTo(1. / 36, within(1e-12));
    float[][] heat = new float[12][12];
    heat[6][6] = 1;
    SIMULATIONS.call("heat", heat, 0.1f, 1);
    assertThat(heat[6][6]).isCloseTo(0.6f, within(1e-6f));
    byte[][] mandelbrot = new byte[10][10];
    SIMULATIONS.call("mandelbrot", -2.0, -1.0, 2.0, mandelbrot);
    assertThat(mandelbrot[5][9]).isEqualTo((byte) 50);
  }

  @Test
  void machines() {
    short[] code = new short[32];
    int[] program = {0x0006, 0x0007, 0x0300, 0x0a02, 0x0902, 0x0b00};
    for (int i = 0; i < program.length; i++) {
      code[i] = (short) program[i];
    }
    assertThat(MACHINES.<Integer>call("stackMachine", code, new int[8])).isEqualTo(42);
    assertThatThrownBy(() -> MACHINES.call("stackMachine", loop(), new int[8]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("overflow");
    assertThat(MACHINES.<Integer>call("queens", 6)).isEqualTo(4);
    assertThat(MACHINES.<Integer>call("hanoi", new int[3], 5)).isEqualTo(31);
    char[] text = new char[12];
    System.arraycopy("2+3*4*5".toCharArray(), 0, text, 0, 7);
    assertThat(MACHINES.<Long>call("calculate", text)).isEqualTo(62);
    char[] name = "corpus/Machines.".toCharArray();
    assertThat(MACHINES.<Boolean>call("glob", name, "c*?/*.".toCharArray())).isTrue();
    assertThat(MACHINES.<Boolean>call("glob", name, "c*?/*x".toCharArray())).isFalse();
    byte[] bits = new byte[40];
    bits[20] = bits[22] = 1;
    assertThat(MACHINES.<Integer>call("search", bits, new byte[] {1, 0, 1, 0})).isEqualTo(20);
  }

  /** Pushes for ever. */
  private static short[] loop() {
    short[] code = new short[32];
    code[2] = 0x07fd;
    return code;
  }

  @Test
  void puzzles() {
    byte[][] grid = new byte[9][9];
    for (int r = 0; r < 9; r++) {
      for (int c = 0; c < 9; c++) {
        grid[r][c] = (byte) (1 + (r * 3 + r / 3 + c) % 9);
      }
    }
    assertThat(MACHINES.<Boolean>call("sudoku", (Object) grid)).isTrue();
    grid[4][4]++;
    assertThat(MACHINES.<Boolean>call("sudoku", (Object) grid)).isFalse();
    byte[][] small = new byte[4][4];
    small[0][2] = 3;
    assertThat(MACHINES.<Integer>call("solveSudoku", (Object) small)).isPositive();
    assertThat(small[3]).contains(1, 2, 3, 4);
  }

  @Test
  void dates() {
    int[] date = new int[3];
    for (int day : new int[] {0, -1, 11016, 19782, -719468, 2932896}) {
      MACHINES.call("civil", day, date);
      assertThat(LocalDate.of(date[0], date[1], date[2])).isEqualTo(LocalDate.ofEpochDay(day));
    }
    assertThat(MACHINES.<Integer>call("dayOfYear", 2024, 3, 1)).isEqualTo(61);
    assertThatThrownBy(() -> MACHINES.call("dayOfYear", 2024, 13, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("month");
  }
}
