import dev.annotir.Operator;
import dev.annotir.OperatorLibrary;
import dev.annotir.Tensor;
import java.util.Arrays;

@OperatorLibrary("sorting")
final class Sorting {
  private static final int N = 32;
  static final int ODD = 37;

  private static void swap(int[] a, int i, int j) {
    int t = a[i];
    a[i] = a[j];
    a[j] = t;
  }

  @Operator
  static void bitonic(@Tensor({N}) int[] a) {
    for (int k = 2; k <= N; k <<= 1) {
      for (int j = k >> 1; j > 0; j >>= 1) {
        for (int i = 0; i < N; i++) {
          int l = i ^ j;
          if (l > i) {
            if ((i & k) == 0 && a[i] > a[l] || (i & k) != 0 && a[i] < a[l]) swap(a, i, l);
          }
        }
      }
    }
  }

  /** Batcher's odd-even merge sort. */
  @Operator
  static void oddEven(@Tensor({N}) float[] a) {
    for (int p = 1; p < N; p *= 2)
      for (int k = p; k >= 1; k /= 2)
        for (int j = k % p; j <= N - 1 - k; j += 2 * k)
          for (int i = 0; i < Math.min(k, N - j - k); i++)
            if ((i + j) / (p * 2) == (i + j + k) / (p * 2)) {
              float x = Math.min(a[i + j], a[i + j + k]);
              float y = Math.max(a[i + j], a[i + j + k]);
              a[i + j] = x;
              a[i + j + k] = y;
            }
  }

  @Operator
  static void insertion(@Tensor({ODD}) long[] a) {
    for (int i = 1; i < a.length; i++) {
      long key = a[i];
      int j = i - 1;
      while (j >= 0 && a[j] > key) {
        a[j + 1] = a[j];
        j--;
      }
      a[j + 1] = key;
    }
  }

  @Operator
  static int bubble(@Tensor({20}) byte[] a) {
    int rounds = 0;
    boolean swapped;
    int n = a.length;
    do {
      swapped = false;
      for (int i = 1; i < n; i++) {
        if (a[i - 1] > a[i]) {
          byte t = a[i - 1];
          a[i - 1] = a[i];
          a[i] = t;
          swapped = true;
        }
      }
      n--;
      rounds++;
    } while (swapped);
    return rounds;
  }

  @Operator
  static void shell(@Tensor({ODD}) short[] a) {
    final int[] gaps = {23, 10, 4, 1};
    for (int gap : gaps) {
      for (int i = gap; i < a.length; i++) {
        short v = a[i];
        int j;
        for (j = i; j >= gap && a[j - gap] > v; j -= gap) a[j] = a[j - gap];
        a[j] = v;
      }
    }
  }

  @Operator
  static void heap(@Tensor({ODD}) int[] a) {
    int n = a.length;
    for (int root = n / 2 - 1; root >= 0; root--) siftDown(a, root, n);
    while (n > 1) {
      swap(a, 0, --n);
      siftDown(a, 0, n);
    }
  }

  private static void siftDown(int[] a, int parent, int n) {
    for (;;) {
      int child = 2 * parent + 1;
      if (child >= n) return;
      if (child + 1 < n && a[child + 1] > a[child]) child++;
      if (a[parent] >= a[child]) return;
      swap(a, parent, child);
      parent = child;
    }
  }

  /** Least significant digit first, the arrays taking turns. */
  @Operator
  static void radix(@Tensor({ODD}) int[] a) {
    int[] from = new int[ODD];
    int[] to = new int[ODD];
    for (int i = 0; i < ODD; i++) from[i] = a[i] ^ 0x80000000;
    for (int shift = 0; shift < 32; shift += 8) {
      int[] count = new int[257];
      for (int v : from) count[(v >>> shift & 0xff) + 1]++;
      for (int d = 0; d < 256; d++) count[d + 1] += count[d];
      for (int v : from) to[count[v >>> shift & 0xff]++] = v;
      int[] t = from;
      from = to;
      to = t;
    }
    for (int i = 0; i < ODD; i++) a[i] = from[i] ^ Integer.MIN_VALUE;
  }

  @Operator
  static void counting(@Tensor({60}) byte[] a) {
    int[] histogram = new int[1 << 8];
    for (int i = 0; i < a.length; i++) histogram[a[i] + 128]++;
    int at = 0;
    for (int v = -128; v < 128; v++) {
      for (int n = histogram[v + 128]; n > 0; n--) a[at++] = (byte) v;
    }
  }

  /** Bottom up; source and target change places after each pass. */
  @Operator
  static void merge(@Tensor({ODD}) double[] a) {
    double[] source = new double[ODD], target = new double[ODD];
    System.arraycopy(a, 0, source, 0, ODD);
    for (int width = 1; width < ODD; width = 2 * width) {
      for (int i = 0; i < ODD; i = i + 2 * width) {
        merge(source, i, Math.min(i + width, ODD), Math.min(i + 2 * width, ODD), target);
      }
      double[] t = source;
      source = target;
      target = t;
    }
    System.arraycopy(source, 0, a, 0, ODD);
  }

  private static void merge(double[] from, int left, int right, int end, double[] to) {
    int i = left, j = right;
    for (int k = left; k < end; k++) {
      if (i < right && (j >= end || from[i] <= from[j])) {
        to[k] = from[i++];
      } else {
        to[k] = from[j++];
      }
    }
  }

  /** The k-th smallest, by partitioning. */
  @Operator
  static int select(@Tensor({ODD}) int[] a, int k) {
    k = Math.floorMod(k, a.length);
    int left = 0, right = a.length - 1;
    while (left < right) {
      int pivot = a[(left + right) >>> 1];
      int i = left, j = right;
      while (i <= j) {
        while (a[i] < pivot) i++;
        while (a[j] > pivot) j--;
        if (i <= j) swap(a, i++, j--);
      }
      if (k <= j) right = j;
      else if (k >= i) left = i;
      else return a[k];
    }
    return a[k];
  }

  /** Quick sort with a stack of its own. */
  @Operator
  static void quick(@Tensor({ODD}) int[] a) {
    int[] stack = new int[2 * ODD];
    int top = 0;
    stack[top++] = 0;
    stack[top++] = ODD - 1;
    while (top > 0) {
      int high = stack[--top];
      int low = stack[--top];
      if (low >= high) continue;
      int pivot = a[high];
      int i = low - 1;
      for (int j = low; j < high; j++) {
        if (a[j] < pivot) swap(a, ++i, j);
      }
      swap(a, i + 1, high);
      int p = i + 1;
      if (p - 1 > low) {
        stack[top++] = low;
        stack[top++] = p - 1;
      }
      if (p + 1 < high) {
        stack[top++] = p + 1;
        stack[top++] = high;
      }
    }
  }

  /** The order that sorts the keys; equal keys keep theirs. */
  @Operator
  static @Tensor({ODD}) int[] argsort(@Tensor({ODD}) double[] keys) {
    int[] order = new int[ODD];
    for (int i = 0; i < ODD; i++) {
      int j = i;
      for (; j > 0 && Double.compare(keys[order[j - 1]], keys[i]) > 0; j--) order[j] = order[j - 1];
      order[j] = i;
    }
    return order;
  }

  /** The k largest and where they are, the first of equals. */
  @Operator
  static void topK(@Tensor({ODD}) float[] x, @Tensor({5}) float[] values, @Tensor({5}) int[] places) {
    Arrays.fill(values, Float.NEGATIVE_INFINITY);
    Arrays.fill(places, -1);
    for (int i = 0; i < x.length; i++) {
      float v = x[i];
      if (!(v > values[4])) continue;
      int p = 4;
      while (p > 0 && values[p - 1] < v) {
        values[p] = values[p - 1];
        places[p] = places[p - 1];
        p--;
      }
      values[p] = v;
      places[p] = i;
    }
  }

  /** Sorts and removes what is there twice; how many are left. */
  @Operator
  static int unique(@Tensor({24}) char[] a) {
    for (int i = 0; i < a.length - 1; i++) {
      int least = i;
      for (int j = i + 1; j < a.length; j++) if (a[j] < a[least]) least = j;
      char c = a[i];
      a[i] = a[least];
      a[least] = c;
    }
    int n = 1;
    for (int i = 1; i < a.length; i++) if (a[i] != a[n - 1]) a[n++] = a[i];
    return n;
  }

  /** The next permutation; false after the last. */
  @Operator
  static boolean nextPermutation(@Tensor({7}) int[] a) {
    int i = a.length - 2;
    while (i >= 0 && a[i] >= a[i + 1]) i--;
    if (i < 0) return false;
    int j = a.length - 1;
    while (a[j] <= a[i]) j--;
    swap(a, i, j);
    for (int l = i + 1, r = a.length - 1; l < r; l++, r--) swap(a, l, r);
    return true;
  }

  /** Dutch national flag. */
  @Operator
  static void threeColours(@Tensor({25}) int[] a) {
    for (int i = 0; i < a.length; i++) a[i] = Math.floorMod(a[i], 3);
    int low = 0, mid = 0, high = a.length - 1;
    while (mid <= high) {
      switch (a[mid]) {
        case 0 -> swap(a, low++, mid++);
        case 1 -> mid++;
        default -> swap(a, mid, high--);
      }
    }
  }
}
