import static java.lang.Math.max;
import static java.lang.Math.min;

import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;

/** Dynamic programming. */
@OperatorLibrary("dynamic")
class Dynamic {
  static final int LEFT = 14, RIGHT = 11;

  @Operator
  static int lcs(@Tensor({LEFT}) byte[] a, @Tensor({RIGHT}) byte[] b) {
    int[][] best = new int[LEFT + 1][RIGHT + 1];
    for (int i = 1; i <= LEFT; i++) {
      for (int j = 1; j <= RIGHT; j++) {
        if ((a[i - 1] & 3) == (b[j - 1] & 3)) best[i][j] = best[i - 1][j - 1] + 1;
        else best[i][j] = max(best[i - 1][j], best[i][j - 1]);
      }
    }
    return best[LEFT][RIGHT];
  }

  /** One longest common subsequence, read back from the table; the rest of it is -1. */
  @Operator
  static int lcsPath(@Tensor({LEFT}) byte[] a, @Tensor({RIGHT}) byte[] b, @Tensor({RIGHT}) int[] path) {
    int[][] best = new int[LEFT + 1][RIGHT + 1];
    for (int i = LEFT - 1; i >= 0; i--) {
      for (int j = RIGHT - 1; j >= 0; j--) {
        best[i][j] = a[i] == b[j] ? 1 + best[i + 1][j + 1] : max(best[i + 1][j], best[i][j + 1]);
      }
    }
    java.util.Arrays.fill(path, -1);
    int i = 0, j = 0, n = 0;
    while (i < LEFT && j < RIGHT) {
      if (a[i] == b[j]) {
        path[n++] = i;
        i++;
        j++;
      } else if (best[i + 1][j] >= best[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    return n;
  }

  /** Optimal string alignment with two rows, of which each is the other's successor. */
  @Operator
  static int editDistance(@Tensor({LEFT}) char[] a, int lengthA, @Tensor({RIGHT}) char[] b, int lengthB) {
    int n = min(max(lengthA, 0), a.length);
    int m = min(max(lengthB, 0), b.length);
    if (n == 0) return m;
    if (m == 0) return n;
    int[] previous = new int[RIGHT + 1];
    int[] current = new int[RIGHT + 1];
    for (int j = 0; j <= m; j++) previous[j] = j;
    for (int i = 1; i <= n; i++) {
      current[0] = i;
      for (int j = 1; j <= m; j++) {
        int substitute = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        current[j] = min(substitute, 1 + min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[m];
  }

  @Operator
  static long knapsack(@Tensor({9}) int[] weights, @Tensor({9}) int[] values, int capacity) {
    final int limit = 60;
    capacity = Math.floorMod(capacity, limit + 1);
    long[] best = new long[limit + 1];
    for (int item = 0; item < weights.length; item++) {
      int weight = 1 + (weights[item] & 15);
      for (int room = capacity; room >= weight; room--) {
        long with = best[room - weight] + values[item];
        if (with > best[room]) best[room] = with;
      }
    }
    return best[capacity];
  }

  /** Which items are in the best knapsack, as bits. */
  @Operator
  static int knapsackItems(@Tensor({8}) int[] weights, @Tensor({8}) int[] values) {
    int[][] best = new int[9][41];
    for (int i = 1; i <= 8; i++) {
      int w = weights[i - 1] & 31, v = values[i - 1] & 0xff;
      for (int c = 0; c <= 40; c++) {
        best[i][c] = best[i - 1][c];
        if (c >= w && best[i - 1][c - w] + v > best[i][c]) best[i][c] = best[i - 1][c - w] + v;
      }
    }
    int set = 0;
    int c = 40;
    for (int i = 8; i > 0; i--) {
      if (best[i][c] != best[i - 1][c]) {
        set |= 1 << i - 1;
        c -= weights[i - 1] & 31;
      }
    }
    return set;
  }

  @Operator
  static long matrixChain(@Tensor({9}) short[] extents) {
    int n = extents.length - 1;
    long[][] cost = new long[8][8];
    for (int length = 2; length <= n; length++) {
      for (int i = 0; i + length <= n; i++) {
        int j = i + length - 1;
        cost[i][j] = Long.MAX_VALUE;
        for (int k = i; k < j; k++) {
          long c = cost[i][k] + cost[k + 1][j] + (long) extents[i] * extents[k + 1] * extents[j + 1];
          if (c < cost[i][j]) {
            cost[i][j] = c;
          }
        }
      }
    }
    return cost[0][n - 1];
  }

  static final int STATES = 4, SYMBOLS = 5, STEPS = 12;

  /** The likeliest states of a hidden Markov model, costs being negative logarithms. */
  @Operator
  static float viterbi(
      @Tensor({STATES}) float[] initial,
      @Tensor({STATES, STATES}) float[][] transition,
      @Tensor({STATES, SYMBOLS}) float[][] emission,
      @Tensor({STEPS}) int[] observed,
      @Tensor({STEPS}) int[] states) {
    float[][] cost = new float[STEPS][STATES];
    byte[][] from = new byte[STEPS][STATES];
    for (int s = 0; s < STATES; s++) cost[0][s] = initial[s] + emission[s][Math.floorMod(observed[0], SYMBOLS)];
    for (int t = 1; t < STEPS; t++) {
      int symbol = Math.floorMod(observed[t], SYMBOLS);
      for (int s = 0; s < STATES; s++) {
        float least = Float.POSITIVE_INFINITY;
        byte best = 0;
        for (byte p = 0; p < STATES; p++) {
          float c = cost[t - 1][p] + transition[p][s];
          if (c < least) {
            least = c;
            best = p;
          }
        }
        cost[t][s] = least + emission[s][symbol];
        from[t][s] = best;
      }
    }
    int last = 0;
    for (int s = 1; s < STATES; s++) if (cost[STEPS - 1][s] < cost[STEPS - 1][last]) last = s;
    float result = cost[STEPS - 1][last];
    for (int t = STEPS - 1; t >= 0; t--) {
      states[t] = last;
      last = from[t][last];
    }
    return result;
  }

  /** Local alignment with an affine penalty of gaps; where it ends is in {@code end}. */
  @Operator
  static int smithWaterman(@Tensor({LEFT}) byte[] a, @Tensor({RIGHT}) byte[] b, int open, int extend, @Tensor({2}) int[] end) {
    open &= 15;
    extend &= 7;
    int[][] h = new int[LEFT + 1][RIGHT + 1];
    int[][] e = new int[LEFT + 1][RIGHT + 1];
    int[][] f = new int[LEFT + 1][RIGHT + 1];
    int best = 0;
    end[0] = end[1] = 0;
    for (int i = 1; i <= LEFT; i++) {
      for (int j = 1; j <= RIGHT; j++) {
        e[i][j] = max(e[i][j - 1] - extend, h[i][j - 1] - open);
        f[i][j] = max(f[i - 1][j] - extend, h[i - 1][j] - open);
        int match = h[i - 1][j - 1] + ((a[i - 1] & 3) == (b[j - 1] & 3) ? 5 : -4);
        h[i][j] = max(max(0, match), max(e[i][j], f[i][j]));
        if (h[i][j] > best) {
          best = h[i][j];
          end[0] = i;
          end[1] = j;
        }
      }
    }
    return best;
  }

  /** In how many ways coins make a sum. */
  @Operator
  static long coins(@Tensor({5}) int[] coins, int sum) {
    sum = Math.abs(sum % 80);
    long[] ways = new long[80];
    ways[0] = 1;
    for (int coin : coins) {
      coin = 1 + Math.floorMod(coin, 25);
      for (int s = coin; s <= sum; s++) ways[s] += ways[s - coin];
    }
    return ways[sum];
  }

  /** The longest increasing subsequence by patience: a binary search for each element. */
  @Operator
  static int longestIncreasing(@Tensor({40}) int[] x) {
    int[] tails = new int[x.length];
    int size = 0;
    for (int v : x) {
      int lo = 0, hi = size;
      while (lo < hi) {
        int mid = lo + (hi - lo) / 2;
        if (tails[mid] < v) lo = mid + 1;
        else hi = mid;
      }
      tails[lo] = v;
      if (lo == size) size++;
    }
    return size;
  }

  /** Kadane's: the largest sum of a run, and where it is. */
  @Operator
  static long maxSubarray(@Tensor({50}) int[] x, @Tensor({2}) int[] range) {
    long best = Long.MIN_VALUE, sum = 0;
    int start = 0;
    for (int i = 0; i < x.length; i++) {
      if (sum <= 0) {
        sum = 0;
        start = i;
      }
      sum += x[i];
      if (sum > best) {
        best = sum;
        range[0] = start;
        range[1] = i;
      }
    }
    return best;
  }

  /** The largest square of ones. */
  @Operator
  static int largestSquare(@Tensor({10, 12}) boolean[][] grid) {
    int[] row = new int[13];
    int best = 0;
    for (int i = 0; i < 10; i++) {
      int diagonal = 0;
      for (int j = 1; j <= 12; j++) {
        int above = row[j];
        row[j] = grid[i][j - 1] ? 1 + min(min(above, row[j - 1]), diagonal) : 0;
        best = max(best, row[j]);
        diagonal = above;
      }
    }
    return best;
  }

  /** The cheapest tour through eight towns, over subsets as bit masks. */
  @Operator
  static int travellingSalesman(@Tensor({8, 8}) short[][] distance) {
    final int n = 8, full = (1 << n) - 1, far = Integer.MAX_VALUE / 2;
    int[][] cost = new int[1 << n][n];
    for (int[] row : cost) java.util.Arrays.fill(row, far);
    cost[1][0] = 0;
    for (int set = 1; set <= full; set += 2) {
      for (int last = 0; last < n; last++) {
        if ((set >> last & 1) == 0 || cost[set][last] >= far) continue;
        for (int next = 1; next < n; next++) {
          if ((set & 1 << next) != 0) continue;
          int with = set | 1 << next;
          int c = cost[set][last] + (distance[last][next] & 0x7fff);
          if (c < cost[with][next]) cost[with][next] = c;
        }
      }
    }
    int best = far;
    for (int last = 1; last < n; last++) best = min(best, cost[full][last] + (distance[last][0] & 0x7fff));
    return best;
  }
}
