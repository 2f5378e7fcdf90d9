import dev.annotir.Operator;
import dev.annotir.Tensor;

/** What people write without thinking of the compiler. */
class Everyday {
  static final int W = 17, H = 11;
  static final double STEP = Math.sqrt(2) / 3;
  private static final int[][] NEIGHBOURS = {{-1, 0}, {1, 0}, {0, -1}, {0, 1}};

  @Operator
  static int levenshtein(@Tensor({12}) char[] a, @Tensor({9}) char[] b) {
    int[] previous = new int[10];
    int[] current = new int[10];
    for (int j = 0; j <= b.length; j++) previous[j] = j;
    for (int i = 1; i <= a.length; i++) {
      current[0] = i;
      for (int j = 1; j <= b.length; j++) {
        int cost = a[i - 1] % 5 == b[j - 1] % 5 ? 0 : 1;
        current[j] = Math.min(Math.min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
      }
      for (int j = 0; j < 10; j++) previous[j] = current[j];
    }
    return previous[b.length];
  }

  @Operator
  static int find(@Tensor({32}) int[] sorted, int key) {
    int low = 0;
    int high = sorted.length - 1;
    while (low <= high) {
      int mid = (low + high) >>> 1;
      int value = sorted[mid];
      if (value < key) low = mid + 1;
      else if (value > key) high = mid - 1;
      else return mid;
    }
    return -(low + 1);
  }

  @Operator
  static void flood(@Tensor({H, W}) byte[][] map, @Tensor({H, W}) int[][] distance, int row, int column) {
    int[] queue = new int[H * W];
    int head = 0, tail = 0;
    for (int[] line : distance) for (int x = 0; x < line.length; x++) line[x] = -1;
    queue[tail++] = row * W + column;
    distance[row][column] = 0;
    while (head < tail) {
      int at = queue[head++];
      int y = at / W, x = at % W;
      for (int[] step : NEIGHBOURS) {
        int ny = y + step[0], nx = x + step[1];
        if (ny < 0 || ny >= H || nx < 0 || nx >= W || map[ny][nx] > 0) continue;
        if (distance[ny][nx] >= 0) continue;
        distance[ny][nx] = distance[y][x] + 1;
        queue[tail++] = ny * W + nx;
      }
    }
  }

  @Operator
  static double determinant(@Tensor({6, 6}) double[][] a) {
    double det = 1;
    for (int c = 0; c < 6; c++) {
      int pivot = c;
      for (int r = c + 1; r < 6; r++) if (Math.abs(a[r][c]) > Math.abs(a[pivot][c])) pivot = r;
      if (a[pivot][c] == 0) return 0;
      if (pivot != c) {
        for (int k = 0; k < 6; k++) {
          double t = a[c][k];
          a[c][k] = a[pivot][k];
          a[pivot][k] = t;
        }
        det = -det;
      }
      det *= a[c][c];
      for (int r = c + 1; r < 6; r++) {
        double f = a[r][c] / a[c][c];
        for (int k = c; k < 6; k++) a[r][k] -= f * a[c][k];
      }
    }
    return det;
  }

  @Operator
  static int sieve(@Tensor({200}) boolean[] composite) {
    int count = 0;
    for (int i = 2; i < composite.length; i++) {
      if (composite[i]) continue;
      count++;
      for (int j = i * i; j < composite.length; j += i) composite[j] = true;
    }
    return count;
  }

  @Operator
  static void heapSort(@Tensor({21}) float[] a) {
    for (int i = a.length / 2 - 1; i >= 0; i--) sift(a, i, a.length);
    for (int end = a.length - 1; end > 0; end--) {
      float t = a[0];
      a[0] = a[end];
      a[end] = t;
      sift(a, 0, end);
    }
  }

  private static void sift(float[] a, int root, int end) {
    while (2 * root + 1 < end) {
      int child = 2 * root + 1;
      if (child + 1 < end && a[child] < a[child + 1]) child++;
      if (!(a[root] < a[child])) return;
      float t = a[root];
      a[root] = a[child];
      a[child] = t;
      root = child;
    }
  }

  @Operator
  static int knapsack(@Tensor({8}) int[] weight, @Tensor({8}) int[] value) {
    int[] best = new int[51];
    for (int i = 0; i < 8; i++) {
      int w = (weight[i] & 15) + 1;
      for (int c = 50; c >= w; c--) best[c] = Math.max(best[c], best[c - w] + (value[i] & 1023));
    }
    return best[50];
  }

  @Operator
  static void blur(@Tensor({H, W}) float[][] in, @Tensor({H, W}) float[][] out) {
    for (int y = 0; y < H; y++) {
      for (int x = 0; x < W; x++) {
        float sum = 0;
        int n = 0;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int yy = Math.min(Math.max(y + dy, 0), H - 1);
            int xx = Math.floorMod(x + dx, W);
            sum += in[yy][xx] * (dy == 0 && dx == 0 ? 4 : 1);
            n += dy == 0 && dx == 0 ? 4 : 1;
          }
        }
        out[y][x] = sum / n;
      }
    }
  }

  @Operator
  static int runLengths(@Tensor({40}) byte[] in, @Tensor({80}) byte[] out) {
    int n = 0;
    for (int i = 0; i < in.length; ) {
      int j = i;
      while (j < in.length && in[j] == in[i] && j - i < 100) j++;
      out[n++] = (byte) (j - i);
      out[n++] = in[i];
      i = j;
    }
    return n;
  }

  @Operator
  static double newton(double y) {
    double x = y > 1 ? y : 1;
    for (int i = 0; i < 60; i++) {
      double next = 0.5 * (x + y / x);
      if (next == x || next != next) break;
      x = next;
    }
    return x * STEP;
  }

  @Operator
  static @Tensor({16}) int[] rotate(@Tensor({16}) int[] words, int rounds) {
    int[] state = new int[16];
    for (int i = 0; i < 16; i++) state[i] = words[i];
    for (int r = 0; r < (rounds & 7); r++) {
      for (int i = 0; i < 16; i++) {
        int a = state[i], b = state[(i + 5) & 15], c = state[(i + 11) % 16];
        a += b ^ c;
        a = (a << 7) | (a >>> 25);
        state[i] = a * 0x9E3779B9;
      }
    }
    return state;
  }

  @Operator
  static long collatz(long n) {
    long steps = 0;
    while (n > 1 && steps < 500) {
      n = (n & 1) == 0 ? n >> 1 : 3 * n + 1;
      steps++;
    }
    return steps;
  }

  @Operator
  static void median(@Tensor({30}) short[] x, @Tensor({26}) short[] y) {
    short[] window = new short[5];
    for (int i = 0; i + 5 <= x.length; i++) {
      for (int k = 0; k < 5; k++) window[k] = x[i + k];
      for (int p = 1; p < 5; p++) {
        short v = window[p];
        int q = p - 1;
        for (; q >= 0 && window[q] > v; q--) window[q + 1] = window[q];
        window[q + 1] = v;
      }
      y[i] = window[2];
    }
  }
}
